package io.trunkline.carrier.spend;

import io.trunkline.events.NumberType;

/** What a purchase costs, as far as it is known before it is made. */
public interface NumberCost {

    /**
     * The first month of a number with what is paid once, in US cents; never negative.
     *
     * @param carrier as in configuration, lower case
     * @param country ISO 3166-1 alpha-2
     */
    long cents(String carrier, String country, NumberType numberType);
}
