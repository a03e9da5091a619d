package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.WebhookSource;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.vertx.core.http.HttpServerRequest;

/** What became of texts from our numbers. */
@ApplicationScoped
class StatusWebhooks implements WebhookSource {

    static final String SOURCE = "twilio-status";

    private final TwilioVerifier verifier;

    StatusWebhooks(TwilioVerifier verifier) {
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
        DeliveryReport report = verifier.verified(request, body, "From", DeliveryReport::of);
        return new RawWebhook(SOURCE, report.from().number(), report.messageSid() + ":" + report.status(),
                verifier.account(), "application/x-www-form-urlencoded", receivedAt, body);
    }
}
