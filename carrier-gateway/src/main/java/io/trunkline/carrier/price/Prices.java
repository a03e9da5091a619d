package io.trunkline.carrier.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/** The prices of one instant: whole minor units of one currency for a number and month. */
public final class Prices {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    private final List<PriceRule> costs;
    private final List<PriceRule> sale;
    private final PriceConfig config;

    Prices(List<PriceRule> costs, List<PriceRule> sale, PriceConfig config) {
        this.costs = costs;
        this.sale = sale;
        this.config = config;
    }

    /** ISO 4217. */
    public String currency() {
        return config.currency();
    }

    /** What the carrier takes; empty when it is not known. */
    public OptionalLong cost(String carrier, String country, NumberType type) {
        return amount(latest(costs, carrier, country, type));
    }

    /** What we take; empty: this carrier's numbers of the kind are not offered. */
    public OptionalLong salePrice(String carrier, String country, NumberType type) {
        return salePrice(latest(sale, carrier, country, type), cost(carrier, country, type));
    }

    /** Whether there is a price, though it may depend on what the carrier says of the number. */
    public boolean isOffered(String carrier, String country, NumberType type) {
        return latest(sale, carrier, country, type).isPresent();
    }

    /**
     * What we take for this very number. What the carrier says it costs counts more than what is configured, if it says so in
     * our currency: there is no rate of exchange here.
     *
     * @return empty: it is not offered
     */
    public OptionalLong salePrice(String carrier, AvailableNumber number) {
        Optional<Cost> said = number.monthlyCost().filter(cost -> cost.currency().equals(config.currency()));
        OptionalLong cost = said.isPresent() ? OptionalLong.of(said.get().minorUnits())
                : cost(carrier, number.country(), number.numberType());
        return salePrice(latest(sale, carrier, number.country(), number.numberType()), cost);
    }

    private OptionalLong salePrice(Optional<PriceRule> rule, OptionalLong cost) {
        if (rule.isEmpty() || rule.get().isMarkup() && cost.isEmpty()) {
            return OptionalLong.empty();
        }
        long price = rule.get().isMarkup() ? markedUp(cost.getAsLong(), rule.get().amount()) : rule.get().amount();
        return OptionalLong.of(config.belowCost() ? price : Math.max(price, cost.orElse(price)));
    }

    private static long markedUp(long cost, long basisPoints) {
        return BigDecimal.valueOf(cost).multiply(WHOLE.add(BigDecimal.valueOf(basisPoints)))
                .divide(WHOLE, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static OptionalLong amount(Optional<PriceRule> rule) {
        return rule.isPresent() ? OptionalLong.of(rule.get().amount()) : OptionalLong.empty();
    }

    private static Optional<PriceRule> latest(List<PriceRule> rules, String carrier, String country, NumberType type) {
        return rules.stream()
                .filter(rule -> rule.country().equals(country) && rule.type() == type
                        && (rule.carrier() == null || rule.carrier().equals(carrier)))
                .max(Comparator.comparing((PriceRule rule) -> rule.carrier() != null).thenComparing(PriceRule::from));
    }
}
