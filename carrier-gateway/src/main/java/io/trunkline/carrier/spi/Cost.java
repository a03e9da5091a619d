package io.trunkline.carrier.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A carrier's price.
 *
 * @param minorUnits never negative: cents of USD, yen of JPY
 * @param currency ISO 4217
 */
public record Cost(long minorUnits, String currency) {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    /**
     * Parses a decimal amount. Fractions of a minor unit are rounded up, so that a number sold at cost is not sold below it.
     *
     * @return empty when it is not an amount in a known currency
     */
    public static Optional<Cost> parse(String amount, String currency) {
        if (amount == null || currency == null || !DECIMAL.matcher(amount).matches()) {
            return Optional.empty();
        }
        try {
            int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            return Optional.of(new Cost(new BigDecimal(amount).movePointRight(digits).setScale(0, RoundingMode.CEILING)
                    .longValueExact(), currency));
        } catch (IllegalArgumentException noCurrency) {
            return Optional.empty();
        }
    }
}
