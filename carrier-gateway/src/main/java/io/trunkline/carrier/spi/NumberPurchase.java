package io.trunkline.carrier.spi;

/**
 * One number to buy.
 *
 * @param reference ours, at most 64 characters; the number is found by it later
 */
public record NumberPurchase(String e164, String reference, Webhooks webhooks) {
}
