package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.kit.Ids;
import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.WebhookEndpoint;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.vertx.core.http.HttpServerRequest;

/** Receives status callbacks of messages from our numbers. */
@ApplicationScoped
class TwilioStatusEndpoint implements WebhookEndpoint {

    private static final String MESSAGE_PARAMETER = "message";

    private final TwilioVerifier verifier;

    TwilioStatusEndpoint(TwilioVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String path() {
        return "/api/webhooks/twilio/status";
    }

    @Override
    public String source() {
        return TwilioRawWebhooks.REPORT;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.NO_CONTENT;
    }

    @Override
    public RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt) {
        return TwilioRawWebhooks.atStatusUrl(verifier.verify(request, body), messageIdOf(request), body, receivedAt);
    }

    /** Our message id. It is part of the status callback's URL, which is signed. Null for another value: the SID remains. */
    private static String messageIdOf(HttpServerRequest request) {
        String id = request.getParam(MESSAGE_PARAMETER);
        return Ids.isId(id) ? id : null;
    }
}
