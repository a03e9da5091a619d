package io.trunkline.carrier.spi;

import java.util.Optional;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/**
 * A number that was available a moment ago.
 *
 * @param country ISO 3166-1 alpha-2
 * @param locality town or rate centre, as the carrier spells it; null when unknown
 * @param region state or province, as the carrier spells it; null when unknown
 * @param capabilities as the carrier reports them; an unreported capability is false
 * @param monthlyCost the carrier's price for a month; empty when the carrier does not report it
 */
public record AvailableNumber(String e164, NumberType numberType, String country, String locality, String region,
        Capabilities capabilities, Optional<Cost> monthlyCost) {

    /** Whether it has all required capabilities. */
    public boolean supports(Capabilities required) {
        return (capabilities.voice() || !required.voice()) && (capabilities.sms() || !required.sms())
                && (capabilities.mms() || !required.mms());
    }
}
