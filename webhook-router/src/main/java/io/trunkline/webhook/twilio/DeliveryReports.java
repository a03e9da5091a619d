package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.DeliveryService;
import io.trunkline.webhook.conversation.MessageStatus;
import io.trunkline.webhook.rawlog.Outcome;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.trunkline.webhook.rawlog.UnreadableWebhookException;
import io.trunkline.webhook.rawlog.WebhookEffect;

/** Notes on a message of ours what Twilio says became of it. */
@ApplicationScoped
class DeliveryReports implements WebhookEffect {

    private final DeliveryService deliveries;

    DeliveryReports(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String source() {
        return StatusWebhooks.SOURCE;
    }

    @Override
    public Uni<Outcome> apply(UUID id, RawWebhook webhook) {
        DeliveryReport report = read(webhook);
        MessageStatus status = statusOf(report.status());
        return status == null ? Uni.createFrom().item(Outcome.IGNORED)
                : deliveries
                        .report(TwilioForms.CARRIER, report.messageSid(), messageOf(webhook), report.from().number(), status,
                                DeliveryErrors.meaning(report.errorCode()), webhook.receivedAt())
                        .replaceWith(Outcome.APPLIED);
    }

    /** Null for what says nothing about a message that was sent: Twilio adds words without notice. */
    private static MessageStatus statusOf(String word) {
        return switch (word) {
            case "accepted", "scheduled", "queued", "sending" -> MessageStatus.QUEUED;
            case "sent" -> MessageStatus.SENT;
            case "delivered" -> MessageStatus.DELIVERED;
            case "undelivered" -> MessageStatus.UNDELIVERED;
            case "failed", "canceled" -> MessageStatus.FAILED;
            case "read" -> MessageStatus.READ;
            default -> null;
        };
    }

    private static UUID messageOf(RawWebhook webhook) {
        return webhook.subject() == null ? null : UUID.fromString(webhook.subject());
    }

    private static DeliveryReport read(RawWebhook webhook) {
        try {
            return DeliveryReport.of(Form.parse(webhook.body()));
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
    }
}
