package io.trunkline.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was said in a workspace's conversations, by webhook-router. */
public sealed interface MessageEvent extends Event {

    /** The other side, E.164 or a short code. */
    String peer();

    @Override
    default String topic() {
        return Topics.MESSAGES;
    }

    @Override
    default String key() {
        return workspaceId() + ":" + peer();
    }

    /** @param receivedAt when the carrier's webhook was durable here, which also decides the owner */
    @WireType("io.trunkline.messages.MessageReceived.v1")
    record MessageReceived(UUID messageId, String workspaceId, UUID conversationId, UUID contactId, String channel,
            String peer, String number, String body, List<String> mediaUrls, String carrier, String carrierMessageId,
            Instant receivedAt) implements MessageEvent {
    }

    /**
     * @param status queued, unknown (whether it was sent), sent, delivered, undelivered, failed or read; never steps back
     * @param code why it failed or is unknown, in our words; null otherwise
     */
    @WireType("io.trunkline.messages.MessageStatusChanged.v1")
    record MessageStatusChanged(UUID messageId, String workspaceId, UUID conversationId, String peer, String number,
            String status, String code, Instant occurredAt) implements MessageEvent {
    }
}
