package io.trunkline.carrier.pricing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePrice;

/** All past, present and announced prices, as configured. */
@ApplicationScoped
public class PriceBook {

    private final PriceConfig config;
    private final Clock clock = Clock.systemUTC();

    /** @throws IllegalArgumentException when a configured cost is not an amount of one carrier */
    PriceBook(PriceConfig config) {
        config.costs().forEach(PriceBook::requireCost);
        this.config = config;
    }

    private static void requireCost(PriceRule cost) {
        if (cost.isMarkup() || cost.carrier() == null) {
            throw new IllegalArgumentException("trunkline.prices.costs: a cost is an amount and names its carrier, as in "
                    + "twilio:US:local=115; not: " + cost);
        }
    }

    /** The prices that hold at the instant. */
    public Prices at(Instant instant) {
        return new Prices(begun(config.costs(), instant), begun(config.sale(), instant), config);
    }

    /** The prices that hold now. */
    public Prices now() {
        return at(clock.instant());
    }

    private static List<PriceRule> begun(List<PriceRule> rules, Instant instant) {
        return rules.stream().filter(rule -> rule.hasBegun(instant)).toList();
    }

    /** The kinds of number that have a sale price at any time. */
    List<NumberKind> kinds() {
        return config.sale().stream().map(rule -> new NumberKind(rule.country(), rule.type())).distinct().toList();
    }

    /**
     * The sale prices of a kind by instant, ascending: one for each instant at which a sale price or a cost of the kind begins.
     */
    List<SalePrice> salePrices(NumberKind kind) {
        return Stream.concat(config.sale().stream(), config.costs().stream())
                .filter(rule -> rule.country().equals(kind.country()) && rule.type() == kind.type())
                .map(PriceRule::from).distinct().sorted()
                .map(from -> salePrice(kind, from)).toList();
    }

    private SalePrice salePrice(NumberKind kind, Instant from) {
        Prices prices = at(from);
        return new SalePrice(from.equals(PriceRule.ALWAYS) ? null : from,
                boxed(prices.salePrice(kind.country(), kind.type())),
                boxed(prices.lowestSalePrice(kind.country(), kind.type())));
    }

    private static Long boxed(OptionalLong amount) {
        return amount.isPresent() ? amount.getAsLong() : null;
    }

    /**
     * Our cost of a number for a month, for spend limits: it does not underestimate when anything is known.
     *
     * @return minor units of the configured currency: the carrier's cost; else the sale price, which is not below it by
     *         default; else {@code trunkline.prices.assumed-cost}
     */
    public long costCents(String carrier, String country, NumberType type) {
        Prices prices = now();
        return prices.cost(carrier, country, type).orElseGet(
                () -> prices.salePrice(carrier, country, type).orElse(config.assumedCost()));
    }
}
