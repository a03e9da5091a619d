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
    private String carrierErrorCode;
    /** That signed the report; null in rows of earlier versions. */
    private String account;
    private Instant occurredAt;

    static UnmatchedStatus of(DeliveryReport report) {
        UnmatchedStatus unmatched = new UnmatchedStatus();
        unmatched.id = idOf(report.carrier(), report.carrierMessageId());
        unmatched.set(report);
        return unmatched;
    }

    /** Replaces the status if the transition is allowed. */
    void update(DeliveryReport report) {
        if (status.canTransitionTo(report.status())) {
            set(report);
        }
    }

    private void set(DeliveryReport report) {
        status = report.status();
        errorCode = report.errorCode();
        carrierErrorCode = report.carrierErrorCode();
        account = report.account();
        occurredAt = report.at();
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

    String carrierErrorCode() {
        return carrierErrorCode;
    }

    String account() {
        return account;
    }

    Instant occurredAt() {
        return occurredAt;
    }
}
