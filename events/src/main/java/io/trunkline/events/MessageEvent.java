package io.trunkline.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages in a workspace's conversations, published by webhook-router. */
public sealed interface MessageEvent extends Event {

    /** The other party: E.164 or a short code. */
    String peer();

    @Override
    default String topic() {
        return Topics.MESSAGES;
    }

    @Override
    default String key() {
        return workspaceId() + ":" + peer();
    }

    /** @param receivedAt when the carrier's webhook became durable; it determines the owner of the number */
    @WireType("io.trunkline.messages.MessageReceived.v1")
    record MessageReceived(UUID messageId, String workspaceId, UUID conversationId, UUID contactId, String channel,
            String peer, String number, String body, List<String> mediaUrls, String carrier, String carrierMessageId,
            Instant receivedAt) implements MessageEvent {
    }

    /**
     * @param status queued, unknown (it may have been sent), sent, delivered, undelivered, failed or read; never goes back
     * @param code a stable error code when the message failed or its outcome is unknown, else null
     * @param carrierErrorCode the carrier's own error code; null when there is none
     */
    @WireType("io.trunkline.messages.MessageStatusChanged.v1")
    record MessageStatusChanged(UUID messageId, String workspaceId, UUID conversationId, String peer, String number,
            String status, String code, Instant occurredAt, String carrierErrorCode) implements MessageEvent {
    }
}
