package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message in the API.
 *
 * @param direction {@code inbound} or {@code outbound}
 * @param status {@code received}, or the status of an outbound message
 * @param errorCode our failure code (docs/api.md); null unless the message failed or its outcome is unknown
 * @param carrierErrorCode the carrier's own error code; null when there is none
 */
record MessageView(UUID id, UUID conversationId, String direction, String from, String to, String body,
        List<String> mediaUrls, String status, String errorCode, Instant createdAt, Instant statusAt,
        String carrierErrorCode) {

    static MessageView of(Message message) {
        return new MessageView(message.id(), message.conversationId(), message.direction().wireName(), message.sender(),
                message.recipient(), message.body(), message.mediaUrls(), message.status().wireName(), message.errorCode(),
                message.createdAt(), message.statusAt(), message.carrierErrorCode());
    }
}
