package io.trunkline.carrier.spi;

import java.time.Instant;

import io.trunkline.events.Capabilities;

/**
 * A number that the account owns.
 *
 * @param carrierNumberId the carrier's id of this purchase of the number; the same digits bought again have another id
 * @param carrierAccount the carrier's id of the account, or our name of the account if the carrier has no id
 * @param reference our reference if we bought it, any text otherwise; null for none
 * @param capabilities as the carrier reports them; an unreported capability is false
 * @param ownedSince by the carrier's clock; null when unknown
 */
public record OwnedNumber(String e164, String carrierNumberId, String carrierAccount, String reference,
        Capabilities capabilities, Instant ownedSince) {

    /** A copy with another reference. */
    public OwnedNumber withReference(String other) {
        return new OwnedNumber(e164, carrierNumberId, carrierAccount, other, capabilities, ownedSince);
    }
}
