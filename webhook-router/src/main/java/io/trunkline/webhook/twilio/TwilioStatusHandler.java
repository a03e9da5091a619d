package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.DeliveryReport;
import io.trunkline.webhook.conversation.DeliveryService;
import io.trunkline.webhook.conversation.MessageStatus;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.WebhookHandler;
import io.trunkline.webhook.rawwebhook.WebhookOutcome;
import io.trunkline.webhook.unrouted.UnroutedReason;
import io.trunkline.webhook.unrouted.UnroutedService;

/** Applies Twilio's status callbacks to outbound messages. */
@ApplicationScoped
class TwilioStatusHandler implements WebhookHandler {

    private final DeliveryService deliveries;
    private final UnroutedService unrouted;

    TwilioStatusHandler(DeliveryService deliveries, UnroutedService unrouted) {
        this.deliveries = deliveries;
        this.unrouted = unrouted;
    }

    @Override
    public String source() {
        return TwilioRawWebhooks.REPORT;
    }

    @Override
    public Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        TwilioStatusCallback callback = TwilioStatusCallback.of(TwilioParameters.read(webhook));
        MessageStatus status = statusOf(callback.status());
        if (status == null) {
            return Uni.createFrom().item(WebhookOutcome.IGNORED);
        }
        DeliveryReport report = new DeliveryReport(TwilioParameters.CARRIER, webhook.account(), callback.messageSid(),
                messageIdOf(webhook), callback.from(), status, callback.errorCode(), webhook.receivedAt());
        return deliveries.applyReport(report).chain(applied -> applied ? Uni.createFrom().item(WebhookOutcome.APPLIED)
                : unrouted.store(id, webhook, UnroutedReason.WRONG_ACCOUNT).replaceWith(WebhookOutcome.PARKED));
    }

    /** Null for an unknown status: Twilio adds new ones without notice. */
    private static MessageStatus statusOf(String twilioStatus) {
        return switch (twilioStatus) {
            case "accepted", "scheduled", "queued", "sending" -> MessageStatus.QUEUED;
            case "sent" -> MessageStatus.SENT;
            case "delivered" -> MessageStatus.DELIVERED;
            case "undelivered" -> MessageStatus.UNDELIVERED;
            case "failed", "canceled" -> MessageStatus.FAILED;
            case "read" -> MessageStatus.READ;
            default -> null;
        };
    }

    private static UUID messageIdOf(RawWebhook webhook) {
        return webhook.subject() == null ? null : UUID.fromString(webhook.subject());
    }
}
