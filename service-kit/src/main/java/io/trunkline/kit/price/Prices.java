package io.trunkline.kit.price;

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
 * The prices of one instant: whole minor units of one currency for a number and month. A carrier may be named as well as one of
 * its accounts, which costs what the carrier costs unless it has prices of its own.
 */
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

    /** Where there is anything that we sell: ISO 3166-1 alpha-2, in alphabetical order. */
    public SortedSet<String> countries() {
        return sale.stream().map(PriceRule::country).collect(Collectors.toCollection(TreeSet::new));
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
     * What we take for one very number.
     *
     * @param said what its carrier says that it costs, in our currency: counts more than what is configured
     * @return empty: it is not offered
     */
    public OptionalLong salePrice(String carrier, String country, NumberType type, OptionalLong said) {
        return salePrice(latest(sale, carrier, country, type), said.isPresent() ? said : cost(carrier, country, type));
    }

    /**
     * What we take whichever carrier sells it, so that none sells it below cost: the highest price that one of them has;
     * empty: not offered.
     */
    public OptionalLong salePrice(String country, NumberType type) {
        return salePrices(country, type).max();
    }

    /** What the cheapest carrier's number of the kind is sold for; empty: not offered. */
    public OptionalLong lowestSalePrice(String country, NumberType type) {
        return salePrices(country, type).min();
    }

    private LongStream salePrices(String country, NumberType type) {
        OptionalLong forAll = salePrice(latest(sale, null, country, type), OptionalLong.empty());
        return LongStream.concat(forAll.stream(), Stream.concat(costs.stream(), sale.stream()).map(PriceRule::carrier)
                .filter(Objects::nonNull).distinct().flatMapToLong(carrier -> salePrice(carrier, country, type).stream()));
    }

    /** @param amount in the currency's major units; parts of a minor unit count as a whole one */
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
        return BigDecimal.valueOf(cost).multiply(WHOLE.add(BigDecimal.valueOf(basisPoints)))
                .divide(WHOLE, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static OptionalLong amount(Optional<PriceRule> rule) {
        return rule.isPresent() ? OptionalLong.of(rule.get().amount()) : OptionalLong.empty();
    }

    /** @param account null for what holds for all */
    private static Optional<PriceRule> latest(List<PriceRule> rules, String account, String country, NumberType type) {
        List<PriceRule> ofKind = rules.stream().filter(rule -> rule.country().equals(country) && rule.type() == type).toList();
        Stream<String> names = account == null ? Stream.empty() : AccountNames.entriesFor(account).stream();
        return Stream.concat(names, Stream.of((String) null))
                .map(name -> ofKind.stream().filter(rule -> Objects.equals(rule.carrier(), name))
                        .max(Comparator.comparing(PriceRule::from)))
                .flatMap(Optional::stream).findFirst();
    }
}
