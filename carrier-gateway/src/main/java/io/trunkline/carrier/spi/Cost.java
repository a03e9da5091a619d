package io.trunkline.carrier.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a carrier takes.
 *
 * @param minorUnits never negative: cents of USD, yen of JPY
 * @param currency ISO 4217
 */
public record Cost(long minorUnits, String currency) {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    /**
     * Of decimal text, as carriers write it. Parts of a minor unit count as a whole one: what is sold at cost must not be
     * sold below it.
     *
     * @return empty when it is no amount in a known currency
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
