package io.trunkline.carrier.spi;

import java.time.Instant;

/**
 * A message that the carrier accepted.
 *
 * @param carrierMessageId the carrier's id of the message, as in its webhooks
 * @param acceptedAt by the carrier's clock, to the second; null when unknown
 */
public record SentMessage(String carrierMessageId, Instant acceptedAt) {
}
