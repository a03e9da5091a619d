package io.trunkline.carrier.pricing;

import java.time.Instant;

import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * What a carrier said that a number costs us for a month.
 *
 * @param country ISO 3166-1 alpha-2
 * @param seenAt when it said so
 */
public record ObservedCost(String carrier, String country, NumberType numberType, Cost cost, Instant seenAt) {

    boolean isFor(String wantedCarrier, String wantedCountry, NumberType wantedType) {
        return carrier.equals(wantedCarrier) && country.equals(wantedCountry) && numberType == wantedType;
    }
}
