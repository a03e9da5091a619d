package io.trunkline.carrier.spi;

import java.time.Instant;

/**
 * A message the carrier took.
 *
 * @param carrierMessageId the carrier's id of the message, as its webhooks name it
 * @param acceptedAt by the carrier's clock, to the second; null when the carrier does not say
 */
public record SentMessage(String carrierMessageId, Instant acceptedAt) {
}
