package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** A message. Its id grows with the time at which it was stored. */
@Entity
class Message {

    @Id
    private UUID id;
    private String workspaceId;
    private UUID conversationId;
    @Enumerated(EnumType.STRING)
    private Direction direction;
    private String sender;
    private String recipient;
    private String body;
    private String[] mediaUrls;
    @Enumerated(EnumType.STRING)
    private MessageStatus status;
    private String errorCode;
    private String carrierErrorCode;
    private String carrier;
    private String carrierMessageId;
    private String idempotencyKey;
    private Instant createdAt;
    private Instant statusAt;

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

    /** @param idempotencyKey null when the request had none */
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

    void joinConversation(UUID id) {
        conversationId = id;
    }

    /** Records under which id the carrier accepted the message. */
    void acceptBy(String acceptingCarrier, String id) {
        carrier = acceptingCarrier;
        carrierMessageId = id;
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

    /**
     * Whether the carrier's id can belong to this message: it is outbound, from that number, and has no other carrier id.
     *
     * @param from null when the carrier does not name a number
     */
    boolean canHaveCarrierMessageId(String id, String from) {
        return direction == Direction.OUTBOUND && (from == null || sender.equals(from))
                && (carrierMessageId == null || carrierMessageId.equals(id));
    }

    /**
     * Updates the status if the transition is allowed.
     *
     * @param at bounded by our own clock: not before the message was created and not in the future
     * @return whether the status changed
     */
    boolean updateStatus(MessageStatus next, String code, String carrierCode, Instant at) {
        if (!status.canTransitionTo(next)) {
            return false;
        }
        status = next;
        errorCode = code;
        carrierErrorCode = carrierCode;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant notInFuture = at.isAfter(now) ? now : at;
        statusAt = notInFuture.isBefore(createdAt) ? createdAt : notInFuture;
        return true;
    }

    UUID id() {
        return id;
    }

    String workspaceId() {
        return workspaceId;
    }

    UUID conversationId() {
        return conversationId;
    }

    Direction direction() {
        return direction;
    }

    String sender() {
        return sender;
    }

    String recipient() {
        return recipient;
    }

    String body() {
        return body;
    }

    MessageStatus status() {
        return status;
    }

    String errorCode() {
        return errorCode;
    }

    String carrierErrorCode() {
        return carrierErrorCode;
    }

    String carrierMessageId() {
        return carrierMessageId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant statusAt() {
        return statusAt;
    }
}
