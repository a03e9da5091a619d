package io.trunkline.carrier.spi;

import java.util.Optional;

import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/**
 * A number that was for sale a moment ago.
 *
 * @param country ISO 3166-1 alpha-2
 * @param locality town or rate centre, as the carrier writes it; null when it does not say
 * @param region state or province, as the carrier writes it; null when it does not say
 * @param capabilities as the carrier says; what it says nothing about is false
 * @param monthlyCost what the carrier says it takes for a month; empty when it says nothing
 */
public record AvailableNumber(String e164, NumberType numberType, String country, String locality, String region,
        Capabilities capabilities, Optional<Cost> monthlyCost) {

    /** Whether it can do everything that is required. */
    public boolean supports(Capabilities required) {
        return (capabilities.voice() || !required.voice()) && (capabilities.sms() || !required.sms())
                && (capabilities.mms() || !required.mms());
    }
}
