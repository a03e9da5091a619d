package io.trunkline.kit.price;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * What a number costs for a month. Each entry is {@code [carrier:]country:type=amount[@from]}: the country is ISO 3166-1
 * alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}, {@code from} a date (midnight UTC) or an instant in ISO
 * 8601; without it the entry always held. Of those that have begun, one for the very account goes before one for its carrier,
 * and that before one for all, then the latest begun counts.
 */
@ConfigMapping(prefix = "trunkline.prices")
interface PriceConfig {

    /** ISO 4217 code of every amount here. */
    @WithDefault("USD")
    String currency();

    /**
     * What carriers take: whole minor units, such as {@code twilio:US:local=115}. Those that are not listed are not known;
     * Telnyx
     * says its own with each number.
     *
     * @see <a href="https://support.twilio.com/hc/en-us/articles/223182908">Twilio's price of a local number</a>
     */
    @WithDefault("twilio:US:local=115,twilio:US:tollFree=215,twilio:CA:local=115,twilio:CA:tollFree=215")
    List<@WithConverter(PriceRule.Parser.class) PriceRule> costs();

    /**
     * What we take: whole minor units, such as {@code US:local=150}, or a markup over the carrier's cost in basis points, such
     * as {@code FR:local=+3000bp}, rounded half up to the minor unit. What is not listed is not offered.
     */
    @WithDefault("US:local=150,US:tollFree=300,US:mobile=200,CA:local=150,CA:tollFree=300,CA:mobile=200,"
            + "GB:local=225,GB:tollFree=400,GB:mobile=300")
    List<@WithConverter(PriceRule.Parser.class) PriceRule> sale();

    /** Whether a sale price below the carrier's cost is left as it is; otherwise the cost is taken instead. */
    @WithDefault("false")
    boolean belowCost();

    /** Taken for a cost, in minor units, where neither a cost nor a sale price is known. */
    @WithDefault("1000")
    long assumedCost();
}
