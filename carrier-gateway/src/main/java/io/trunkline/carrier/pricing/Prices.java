package io.trunkline.carrier.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.trunkline.events.AccountNames;
import io.trunkline.events.NumberType;

/**
 * The monthly prices that hold at one instant, in whole minor units of one currency. An account without prices of its own has
 * its carrier's.
 */
public final class Prices {

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

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

    /** The countries of the numbers that we sell: ISO 3166-1 alpha-2, in alphabetical order. */
    public SortedSet<String> countries() {
        return sale.stream().map(PriceRule::country).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The carrier's cost; empty when it is unknown. */
    public OptionalLong cost(String carrier, String country, NumberType type) {
        return amount(latest(costs, carrier, country, type));
    }

    /** Our sale price; empty: numbers of this carrier and kind are not sold. */
    public OptionalLong salePrice(String carrier, String country, NumberType type) {
        return salePrice(latest(sale, carrier, country, type), cost(carrier, country, type));
    }

    /** Whether there is a sale price, even one that depends on a cost that is unknown. */
    public boolean isOffered(String carrier, String country, NumberType type) {
        return latest(sale, carrier, country, type).isPresent();
    }

    /**
     * The sale price of one number.
     *
     * @param observedCost the cost that its carrier returned, in our currency: counts more than the configured one
     * @return empty: it is not sold
     */
    public OptionalLong salePrice(String carrier, String country, NumberType type, OptionalLong observedCost) {
        return salePrice(latest(sale, carrier, country, type),
                observedCost.isPresent() ? observedCost : cost(carrier, country, type));
    }

    /**
     * The sale price whichever carrier sells the number: the highest of all carriers, so that none sells below cost; empty:
     * not sold.
     */
    public OptionalLong salePrice(String country, NumberType type) {
        return salePrices(country, type).max();
    }

    /** The lowest sale price of all carriers; empty: not sold. */
    public OptionalLong lowestSalePrice(String country, NumberType type) {
        return salePrices(country, type).min();
    }

    private LongStream salePrices(String country, NumberType type) {
        OptionalLong forAll = salePrice(latest(sale, null, country, type), OptionalLong.empty());
        return LongStream.concat(forAll.stream(), Stream.concat(costs.stream(), sale.stream()).map(PriceRule::carrier)
                .filter(Objects::nonNull).distinct().flatMapToLong(carrier -> salePrice(carrier, country, type).stream()));
    }

    /** @param amount in the currency's major units; fractions of a minor unit are rounded up */
    public long minorUnits(BigDecimal amount) {
        int digits = Math.max(0, Currency.getInstance(currency()).getDefaultFractionDigits());
        return amount.movePointRight(digits).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private OptionalLong salePrice(Optional<PriceRule> rule, OptionalLong cost) {
        if (rule.isEmpty() || rule.get().isMarkup() && cost.isEmpty()) {
            return OptionalLong.empty();
        }
        long price = rule.get().isMarkup() ? markedUp(cost.getAsLong(), rule.get().amount()) : rule.get().amount();
        return OptionalLong.of(config.belowCost() ? price : Math.max(price, cost.orElse(price)));
    }

    private static long markedUp(long cost, long basisPoints) {
        return BigDecimal.valueOf(cost).multiply(BASIS_POINTS.add(BigDecimal.valueOf(basisPoints)))
                .divide(BASIS_POINTS, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static OptionalLong amount(Optional<PriceRule> rule) {
        return rule.isPresent() ? OptionalLong.of(rule.get().amount()) : OptionalLong.empty();
    }

    /** @param account null for the entries of all carriers */
    private static Optional<PriceRule> latest(List<PriceRule> rules, String account, String country, NumberType type) {
        List<PriceRule> rulesOfKind = rules.stream().filter(rule -> rule.country().equals(country) && rule.type() == type)
                .toList();
        Stream<String> names = account == null ? Stream.empty() : AccountNames.entriesFor(account).stream();
        return Stream.concat(names, Stream.of((String) null))
                .map(name -> rulesOfKind.stream().filter(rule -> Objects.equals(rule.carrier(), name))
                        .max(Comparator.comparing(PriceRule::from)))
                .flatMap(Optional::stream).findFirst();
    }
}
