package io.trunkline.inventory.stock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import io.trunkline.events.NumberType;

/**
 * Numbers to buy for the stock. Every field is optional.
 *
 * @param count default 1
 * @param numberType default toll-free
 * @param country ISO 3166-1 alpha-2, default US
 * @param carrier default: carrier-gateway selects one
 */
record BuyNumbers(
        @Min(1) @Max(10) Integer count,
        @Pattern(regexp = "[0-9]{1,6}", message = "must be 1 to 6 digits") String areaCode,
        NumberType numberType,
        @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 alpha-2 code") String country,
        @Pattern(regexp = "[a-z][a-z0-9-]{0,31}", message = "must be a carrier's name") String carrier) {

    int countOrDefault() {
        return count == null ? 1 : count;
    }

    NumberType numberTypeOrDefault() {
        return numberType == null ? NumberType.TOLL_FREE : numberType;
    }

    String countryOrDefault() {
        return country == null ? "US" : country;
    }
}
