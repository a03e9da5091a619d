package io.trunkline.carrier.spi;

import io.trunkline.events.NumberType;

/**
 * What is looked for.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param areaCode national destination code, digits only; null for any
 * @param limit 1–100
 */
public record NumberSearch(String country, NumberType numberType, String areaCode, int limit) {
}
