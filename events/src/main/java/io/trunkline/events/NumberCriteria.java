package io.trunkline.events;

/**
 * Criteria for a number. A component that is null matches every number.
 *
 * @param country ISO 3166-1 alpha-2
 * @param areaCode national destination code, digits only
 */
public record NumberCriteria(String country, NumberType numberType, String areaCode) {

    public static final NumberCriteria ANY = new NumberCriteria(null, null, null);
}
