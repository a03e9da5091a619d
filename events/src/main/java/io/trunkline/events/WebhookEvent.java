package io.trunkline.events;

import java.time.Instant;
import java.util.UUID;

/** Webhooks that webhook-router could not route. They are stored and listed, never dropped. */
public sealed interface WebhookEvent extends Event {

    @Override
    default String topic() {
        return Topics.WEBHOOKS_UNROUTED;
    }

    /**
     * @param number the called number; the webhook's key when it has none
     * @param reason UNKNOWN_NUMBER, NUMBER_RELEASED, WRONG_ACCOUNT or UNREADABLE
     */
    @WireType("io.trunkline.webhooks.WebhookUnrouted.v1")
    record WebhookUnrouted(UUID webhookId, String source, String number, String reason,
            Instant receivedAt) implements WebhookEvent {
        @Override
        public String key() {
            return number;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }
}
