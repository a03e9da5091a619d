package io.trunkline.carrier.pricing;

import java.time.Instant;

import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * The monthly cost of a number that a carrier returned.
 *
 * @param country ISO 3166-1 alpha-2
 * @param seenAt when the carrier returned it
 */
public record ObservedCost(String carrier, String country, NumberType numberType, Cost cost, Instant seenAt) {

    boolean isFor(String wantedCarrier, String wantedCountry, NumberType wantedType) {
        return carrier.equals(wantedCarrier) && country.equals(wantedCountry) && numberType == wantedType;
    }
}
