package io.trunkline.events;

/**
 * A failed attempt to order a number at a carrier; nothing was bought there.
 *
 * @param code the reason, as in NumberOrderFailed
 */
public record CarrierAttempt(String carrier, String code) {
}
