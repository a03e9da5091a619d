package io.trunkline.carrier.pricing;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * The monthly prices of numbers. Each entry is {@code [carrier:]country:type=amount[@from]}: the country is ISO 3166-1
 * alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}, {@code from} a date (midnight UTC) or an instant in
 * ISO 8601; without it the entry always holds. Among entries that have begun, one for the account takes precedence over one
 * for its carrier, and that over one for all; then the latest.
 */
@ConfigMapping(prefix = "trunkline.prices")
interface PriceConfig {

    /** ISO 4217 code of every amount here. */
    @WithDefault("USD")
    String currency();

    /**
     * The carriers' costs in whole minor units, such as {@code twilio:US:local=115}. A cost that is not listed is unknown;
     * Telnyx returns its costs with each number.
     *
     * @see <a href="https://support.twilio.com/hc/en-us/articles/223182908">Twilio's price of a local number</a>
     */
    @WithDefault("twilio:US:local=115,twilio:US:tollFree=215,twilio:CA:local=115,twilio:CA:tollFree=215")
    List<@WithConverter(PriceRule.Parser.class) PriceRule> costs();

    /**
     * Our sale prices: whole minor units, such as {@code US:local=150}, or a markup over the carrier's cost in basis points,
     * such as {@code FR:local=+3000bp}, rounded half up to the minor unit. A kind that is not listed is not sold.
     */
    @WithDefault("US:local=150,US:tollFree=300,US:mobile=200,CA:local=150,CA:tollFree=300,CA:mobile=200,"
            + "GB:local=225,GB:tollFree=400,GB:mobile=300")
    List<@WithConverter(PriceRule.Parser.class) PriceRule> sale();

    /** Whether a sale price below the cost is allowed; otherwise the number is sold at its cost. */
    @WithDefault("false")
    boolean belowCost();

    /** The cost in minor units when neither a cost nor a sale price is known. */
    @WithDefault("1000")
    long assumedCost();
}
