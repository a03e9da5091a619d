package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import io.trunkline.events.MessageFailureReason;

/**
 * A carrier's report about a message that we sent.
 *
 * @param account the carrier's id of the account that signed it
 * @param messageId our id, when the carrier returns it; null otherwise
 * @param from our number; null when the carrier does not name one
 * @param carrierErrorCode the carrier's own error code; null when there is none
 * @param at when it arrived here
 */
public record DeliveryReport(String carrier, String account, String carrierMessageId, UUID messageId, String from,
        MessageStatus status, String carrierErrorCode, Instant at) {

    /** Null unless the message failed. A failure always has a reason. */
    String errorCode() {
        return status == MessageStatus.FAILED || status == MessageStatus.UNDELIVERED
                ? MessageFailureReason.of(carrier, carrierErrorCode).name()
                : null;
    }
}
