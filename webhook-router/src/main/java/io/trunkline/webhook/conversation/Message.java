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

    static Message received(UUID id, String workspaceId, Inbound inbound) {
        Message message = new Message();
        message.id = id;
        message.workspaceId = workspaceId;
        message.direction = Direction.INBOUND;
        message.sender = inbound.peer();
        message.recipient = inbound.number();
        message.body = inbound.body();
        message.mediaUrls = inbound.mediaUrls().toArray(String[]::new);
        message.status = MessageStatus.RECEIVED;
        message.carrier = inbound.carrier();
        message.carrierMessageId = inbound.carrierMessageId();
        message.createdAt = inbound.receivedAt();
        message.statusAt = inbound.receivedAt();
        return message;
    }

    /** @param idempotencyKey null when the sender gave none */
    static Message toSend(UUID id, String workspaceId, String from, SendText text, String idempotencyKey, Instant now) {
        Message message = new Message();
        message.id = id;
        message.workspaceId = workspaceId;
        message.direction = Direction.OUTBOUND;
        message.sender = from;
        message.recipient = text.to();
        message.body = text.body();
        message.mediaUrls = text.mediaUrls().toArray(String[]::new);
        message.status = MessageStatus.QUEUED;
        message.idempotencyKey = idempotencyKey;
        message.createdAt = now;
        message.statusAt = now;
        return message;
    }

    boolean says(SendText text) {
        return recipient.equals(text.to()) && body.equals(text.body()) && media().equals(text.mediaUrls());
    }

    List<String> media() {
        return List.of(mediaUrls);
    }

    String peer() {
        return direction == Direction.INBOUND ? sender : recipient;
    }

    String number() {
        return direction == Direction.INBOUND ? recipient : sender;
    }

    /** Whether the carrier's id may be this message's: it is ours from that number, and has no other one. */
    boolean mayBeKnownAs(String id, String from) {
        return direction == Direction.OUTBOUND && sender.equals(from)
                && (carrierMessageId == null || carrierMessageId.equals(id));
    }

    /** Takes the status if it is news; says whether it was. */
    boolean become(MessageStatus next, String code, Instant at) {
        if (!status.mayBecome(next)) {
            return false;
        }
        status = next;
        errorCode = code;
        statusAt = at;
        return true;
    }
}
