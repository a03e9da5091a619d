package io.trunkline.carrier.spi;

import java.time.Instant;

import io.trunkline.events.Capabilities;

/**
 * A number that the account holds.
 *
 * @param carrierNumberId the carrier's id of this holding of the number: the same digits bought again have another
 * @param carrierAccount the carrier's id of the account, or what the account is called where it has none
 * @param reference what it is marked with: ours when it was bought by us, anything otherwise, null for nothing
 * @param capabilities what the carrier says of it; what it does not say is false
 * @param ownedSince by the carrier's clock; null when the carrier does not say
 */
public record OwnedNumber(String e164, String carrierNumberId, String carrierAccount, String reference,
        Capabilities capabilities, Instant ownedSince) {
}
