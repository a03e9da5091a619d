package io.trunkline.provisioning.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * What a number of one kind costs for a month, in whole minor units. Carriers' prices may differ.
 *
 * @param currency ISO 4217
 * @param highestCents of the carrier with the highest price: the usual price, so that no carrier sells below its price
 * @param lowestCents of the carrier with the lowest price
 */
record SalePrice(String currency, long highestCents, long lowestCents) {

    /** @param amount in the currency's major units; a fraction of a minor unit is rounded up */
    long minorUnits(BigDecimal amount) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return amount.movePointRight(digits).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
