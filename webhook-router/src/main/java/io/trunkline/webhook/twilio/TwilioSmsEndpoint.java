package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.WebhookEndpoint;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.vertx.core.http.HttpServerRequest;

/** Receives messages to our numbers. */
@ApplicationScoped
class TwilioSmsEndpoint implements WebhookEndpoint {

    private final TwilioVerifier verifier;

    TwilioSmsEndpoint(TwilioVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String path() {
        return "/api/webhooks/twilio/sms";
    }

    @Override
    public String source() {
        return TwilioRawWebhooks.TEXT;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.EMPTY_TWIML;
    }

    @Override
    public RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt) {
        return TwilioRawWebhooks.atTextUrl(verifier.verify(request, body), body, receivedAt);
    }
}
