package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.WebhookEndpoint;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.twilio.TwilioVerifier.VerifiedWebhook;
import io.vertx.core.http.HttpServerRequest;

/** Receives messages to our numbers. */
@ApplicationScoped
class TwilioSmsEndpoint implements WebhookEndpoint {

    static final String SOURCE = "twilio-sms";

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
        return SOURCE;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.EMPTY_TWIML;
    }

    @Override
    public RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt) {
        VerifiedWebhook<TwilioIncomingMessage> verified = verifier.verify(request, body, "To", TwilioIncomingMessage::of);
        TwilioIncomingMessage message = verified.content();
        // The message's id, not a hash of the signed text: a delivery to a number's SmsFallbackUrl, which is this path with
        // another query, has another URL and the additional parameters ErrorCode and ErrorUrl, and is the same message.
        return new RawWebhook(SOURCE, message.to().number(), message.messageSid(), verified.account(),
                "application/x-www-form-urlencoded", receivedAt, body);
    }
}
