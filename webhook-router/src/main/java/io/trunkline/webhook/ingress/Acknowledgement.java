package io.trunkline.webhook.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A 2xx, the same for every webhook of a source: nothing that came in is ever reflected. */
public enum Acknowledgement {

    NO_CONTENT(204, null, null),
    /** Tells Twilio to do nothing. */
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
