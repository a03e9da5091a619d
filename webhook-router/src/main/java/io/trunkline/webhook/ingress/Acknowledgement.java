package io.trunkline.webhook.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** The 2xx response to an accepted webhook. It is the same for every webhook of an endpoint and never contains request data. */
public enum Acknowledgement {

    NO_CONTENT(204, null, null),
    /** TwiML without an instruction. */
    EMPTY_TWIML(200, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    private final int status;
    private final String contentType;
    private final Buffer body;

    Acknowledgement(int status, String contentType, String body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body == null ? null : Buffer.buffer(body);
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status);
        if (body == null) {
            response.end();
        } else {
            response.putHeader("content-type", contentType).end(body);
        }
    }
}
