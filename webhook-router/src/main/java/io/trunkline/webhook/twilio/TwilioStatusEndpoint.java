package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.kit.Ids;
import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.Rejection;
import io.trunkline.webhook.ingress.WebhookEndpoint;
import io.trunkline.webhook.ingress.WebhookRejectedException;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.twilio.TwilioVerifier.VerifiedWebhook;
import io.vertx.core.http.HttpServerRequest;

/** Receives status callbacks of messages from our numbers. */
@ApplicationScoped
class TwilioStatusEndpoint implements WebhookEndpoint {

    static final String SOURCE = "twilio-status";
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
        return SOURCE;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.NO_CONTENT;
    }

    @Override
    public RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt) {
        VerifiedWebhook<TwilioStatusCallback> verified = verifier.verify(request, body, "From", TwilioStatusCallback::of);
        TwilioStatusCallback callback = verified.content();
        return new RawWebhook(SOURCE, callback.from().number(), callback.messageSid() + ":" + callback.status(),
                verified.account(), messageIdOf(request), "application/x-www-form-urlencoded", receivedAt, body);
    }

    /** Our message id. It is part of the status callback's URL, which is signed. */
    private static String messageIdOf(HttpServerRequest request) {
        String id = request.getParam(MESSAGE_PARAMETER);
        if (id != null && !Ids.isId(id)) {
            throw new WebhookRejectedException(Rejection.MALFORMED);
        }
        return id;
    }
}
