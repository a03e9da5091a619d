package io.trunkline.carrier.spi;

/**
 * One number to buy.
 *
 * @param e164 the number to buy; no other number is acceptable
 * @param reference ours, 1–64 characters (the limit of Twilio's {@code FriendlyName}), unique per order; the number is found by
 *        it later
 * @param webhooks set with the purchase if the carrier supports it
 */
public record NumberPurchase(String e164, String reference, Webhooks webhooks) {
}
