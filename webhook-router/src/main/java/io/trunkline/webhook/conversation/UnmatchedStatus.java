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
    String id;
    @Enumerated(EnumType.STRING)
    MessageStatus status;
    String errorCode;
    Instant occurredAt;

    static String idOf(String carrier, String carrierMessageId) {
        return carrier + " " + carrierMessageId;
    }
}
