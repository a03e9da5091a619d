package io.trunkline.carrier.spi;

/**
 * One number to buy.
 *
 * @param e164 the one number wanted; no other will do
 * @param reference ours, 1–64 characters (Twilio's {@code FriendlyName} takes no more), not used for another
 *        order; the number is found by it later
 * @param webhooks set with the purchase where the carrier can
 */
public record NumberPurchase(String e164, String reference, Webhooks webhooks) {
}
