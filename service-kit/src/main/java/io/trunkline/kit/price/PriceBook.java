package io.trunkline.kit.price;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.events.NumberType;

/** Every price there was, is and is announced, as configured. */
@ApplicationScoped
public class PriceBook {

    private final PriceConfig config;
    private final Clock clock = Clock.systemUTC();

    /** @throws IllegalArgumentException when the configuration prices something in a way that has no meaning */
    PriceBook(PriceConfig config) {
        config.costs().forEach(PriceBook::requireCost);
        this.config = config;
    }

    private static void requireCost(PriceRule cost) {
        if (cost.isMarkup() || cost.carrier() == null) {
            throw new IllegalArgumentException("trunkline.prices.costs: a cost is an amount and names its carrier, as in "
                    + "twilio:US:local=115; this does not: " + cost);
        }
    }

    /** The prices that hold at this instant. */
    public Prices at(Instant instant) {
        return new Prices(begun(config.costs(), instant), begun(config.sale(), instant), config);
    }

    /** The prices of now. */
    public Prices now() {
        return at(clock.instant());
    }

    private static List<PriceRule> begun(List<PriceRule> rules, Instant instant) {
        return rules.stream().filter(rule -> rule.holds(instant)).toList();
    }

    /**
     * What one number for one month costs us now, for whoever limits spending: never too little where anything is known.
     *
     * @return minor units of the configured currency: the carrier's cost; where that is not known the sale price, which is not
     *         meant to be below it; where there is none either {@code trunkline.prices.assumed-cost}
     */
    public long costCents(String carrier, String country, NumberType type) {
        Prices prices = now();
        return prices.cost(carrier, country, type).orElseGet(
                () -> prices.salePrice(carrier, country, type).orElse(config.assumedCost()));
    }
}
