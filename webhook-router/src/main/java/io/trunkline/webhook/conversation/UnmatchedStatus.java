package io.trunkline.webhook.conversation;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A status that the carrier reported before carrier-gateway published the carrier's id of the message. */
@Entity
@Table(name = "early_status")
class UnmatchedStatus {

    /** See {@link #idOf}. */
    @Id
    private String id;
    @Enumerated(EnumType.STRING)
    private MessageStatus status;
    private String errorCode;
    private Instant occurredAt;

    protected UnmatchedStatus() {
        // for Hibernate
    }

    UnmatchedStatus(String id, MessageStatus status, String errorCode, Instant occurredAt) {
        this.id = id;
        this.status = status;
        this.errorCode = errorCode;
        this.occurredAt = occurredAt;
    }

    /** Replaces the status if the transition is allowed. */
    void update(MessageStatus next, String code, Instant at) {
        if (status.canTransitionTo(next)) {
            status = next;
            errorCode = code;
            occurredAt = at;
        }
    }

    static String idOf(String carrier, String carrierMessageId) {
        return carrier + " " + carrierMessageId;
    }

    MessageStatus status() {
        return status;
    }

    String errorCode() {
        return errorCode;
    }

    Instant occurredAt() {
        return occurredAt;
    }
}
