package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as the API shows it.
 *
 * @param direction {@code inbound} or {@code outbound}
 * @param status {@code received}, or how far an outbound one has come
 * @param errorCode why it failed, in our words (docs/api.md); null unless it did, or its outcome is unknown
 */
record MessageView(UUID id, UUID conversationId, String direction, String from, String to, String body,
        List<String> mediaUrls, String status, String errorCode, Instant createdAt, Instant statusAt) {

    static MessageView of(Message message) {
        return new MessageView(message.id, message.conversationId, message.direction.wireName(), message.sender,
                message.recipient, message.body, message.mediaUrls(), message.status.wireName(), message.errorCode,
                message.createdAt, message.statusAt);
    }
}
