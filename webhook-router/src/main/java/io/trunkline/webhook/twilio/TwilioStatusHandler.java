package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.DeliveryService;
import io.trunkline.webhook.conversation.MessageStatus;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;
import io.trunkline.webhook.rawwebhook.WebhookHandler;
import io.trunkline.webhook.rawwebhook.WebhookOutcome;

/** Applies Twilio's status callbacks to outbound messages. */
@ApplicationScoped
class TwilioStatusHandler implements WebhookHandler {

    private final DeliveryService deliveries;

    TwilioStatusHandler(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String source() {
        return TwilioStatusEndpoint.SOURCE;
    }

    @Override
    public Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        TwilioStatusCallback callback = parse(webhook);
        MessageStatus status = statusOf(callback.status());
        return status == null ? Uni.createFrom().item(WebhookOutcome.IGNORED)
                : deliveries
                        .applyReport(TwilioParameters.CARRIER, callback.messageSid(), messageIdOf(webhook),
                                callback.from().number(),
                                status,
                                TwilioMessageErrors.failureCode(callback.errorCode()), webhook.receivedAt())
                        .replaceWith(WebhookOutcome.APPLIED);
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

    private static TwilioStatusCallback parse(RawWebhook webhook) {
        try {
            return TwilioStatusCallback.of(FormParameters.parse(webhook.body()));
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
    }
}
