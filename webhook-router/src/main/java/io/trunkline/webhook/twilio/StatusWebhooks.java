package io.trunkline.webhook.twilio;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.kit.Ids;
import io.trunkline.webhook.ingress.Acknowledgement;
import io.trunkline.webhook.ingress.Refusal;
import io.trunkline.webhook.ingress.RefusedException;
import io.trunkline.webhook.ingress.WebhookSource;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.trunkline.webhook.twilio.TwilioVerifier.Verified;
import io.vertx.core.http.HttpServerRequest;

/** What became of texts from our numbers. */
@ApplicationScoped
class StatusWebhooks implements WebhookSource {

    static final String SOURCE = "twilio-status";
    private static final String MESSAGE = "message";

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
        Verified<DeliveryReport> verified = verifier.verified(request, body, "From", DeliveryReport::of);
        DeliveryReport report = verified.content();
        return new RawWebhook(SOURCE, report.from().number(), report.messageSid() + ":" + report.status(),
                verified.account(), messageOf(request), "application/x-www-form-urlencoded", receivedAt, body);
    }

    /** Our id of the message, which we gave with its status callback: part of the URL, and so of what is signed. */
    private static String messageOf(HttpServerRequest request) {
        String id = request.getParam(MESSAGE);
        if (id != null && !Ids.isId(id)) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        return id;
    }
}
