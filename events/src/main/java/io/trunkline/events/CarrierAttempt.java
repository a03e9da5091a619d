package io.trunkline.events;

/**
 * A carrier that was asked for a number and did not sell one; nothing was bought there.
 *
 * @param code why, as in NumberOrderFailed
 */
public record CarrierAttempt(String carrier, String code) {
}
