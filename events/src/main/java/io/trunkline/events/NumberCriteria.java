package io.trunkline.events;

/**
 * Which number is wanted. Every part may be null: anything will do.
 *
 * @param country ISO 3166-1 alpha-2
 * @param areaCode national destination code, digits only
 */
public record NumberCriteria(String country, NumberType numberType, String areaCode) {

    public static final NumberCriteria ANY = new NumberCriteria(null, null, null);
}
