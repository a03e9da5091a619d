package io.trunkline.carrier.spi;

import java.time.Instant;

/**
 * A message the carrier took.
 *
 * @param takenAt null when the carrier does not say
 */
public record SentMessage(String carrierMessageId, Instant takenAt) {
}
