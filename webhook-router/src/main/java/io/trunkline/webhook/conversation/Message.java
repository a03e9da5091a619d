package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** One message, as it was sent. Its id grows with the time it was stored. */
@Entity
class Message {

    @Id
    UUID id;
    String workspaceId;
    UUID conversationId;
    @Enumerated(EnumType.STRING)
    Direction direction;
    String sender;
    String recipient;
    String body;
    String[] mediaUrls;
    @Enumerated(EnumType.STRING)
    MessageStatus status;
    String errorCode;
    String carrier;
    String carrierMessageId;
    String idempotencyKey;
    Instant createdAt;
    Instant statusAt;

    static Message inbound(UUID id, String workspaceId, InboundMessage received) {
        Message message = new Message();
        message.id = id;
        message.workspaceId = workspaceId;
        message.direction = Direction.INBOUND;
        message.sender = received.peer();
        message.recipient = received.number();
        message.body = received.body();
        message.mediaUrls = received.mediaUrls().toArray(String[]::new);
        message.status = MessageStatus.RECEIVED;
        message.carrier = received.carrier();
        message.carrierMessageId = received.carrierMessageId();
        message.createdAt = received.receivedAt();
        message.statusAt = received.receivedAt();
        return message;
    }

    /** @param idempotencyKey null when the sender gave none */
    static Message outbound(UUID id, String workspaceId, String from, SendMessageRequest request, String idempotencyKey,
            Instant now) {
        Message message = new Message();
        message.id = id;
        message.workspaceId = workspaceId;
        message.direction = Direction.OUTBOUND;
        message.sender = from;
        message.recipient = request.to();
        message.body = request.body();
        message.mediaUrls = request.mediaUrls().toArray(String[]::new);
        message.status = MessageStatus.QUEUED;
        message.idempotencyKey = idempotencyKey;
        message.createdAt = now;
        message.statusAt = now;
        return message;
    }

    boolean hasContentOf(SendMessageRequest request) {
        return recipient.equals(request.to()) && body.equals(request.body()) && mediaUrls().equals(request.mediaUrls());
    }

    List<String> mediaUrls() {
        return List.of(mediaUrls);
    }

    String peer() {
        return direction == Direction.INBOUND ? sender : recipient;
    }

    String number() {
        return direction == Direction.INBOUND ? recipient : sender;
    }

    /** Whether the carrier's id may be this message's: it is ours from that number, and has no other one. */
    boolean canHaveCarrierMessageId(String id, String from) {
        return direction == Direction.OUTBOUND && sender.equals(from)
                && (carrierMessageId == null || carrierMessageId.equals(id));
    }

    /** Takes the status if it is news; says whether it was. */
    boolean updateStatus(MessageStatus next, String code, Instant at) {
        if (!status.canTransitionTo(next)) {
            return false;
        }
        status = next;
        errorCode = code;
        statusAt = at;
        return true;
    }
}
