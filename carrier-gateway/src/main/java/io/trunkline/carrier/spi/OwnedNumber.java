package io.trunkline.carrier.spi;

import java.time.Instant;

import io.trunkline.events.Capabilities;

/**
 * A number that the account holds.
 *
 * @param carrierNumberId the carrier's id of the number
 * @param carrierAccount the carrier's id of the account
 * @param reference what it is marked with: ours when it was bought by us, anything otherwise
 * @param ownedSince null when the carrier does not say
 */
public record OwnedNumber(String e164, String carrierNumberId, String carrierAccount, String reference,
        Capabilities capabilities, Instant ownedSince) {
}
