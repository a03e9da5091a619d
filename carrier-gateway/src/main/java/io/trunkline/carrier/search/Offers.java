package io.trunkline.carrier.search;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.pricing.Prices;
import io.trunkline.carrier.spi.AvailableNumber;

/** Merges the numbers of all carriers: each number once, at the lowest price, cheapest first, then by number. */
final class Offers {

    private final Map<String, Priced> byNumber = new HashMap<>();
    private final Prices prices;
    private final CarrierCosts costs;

    Offers(Prices prices, CarrierCosts costs) {
        this.prices = prices;
        this.costs = costs;
    }

    private record Priced(AvailableNumber number, long price) {
    }

    /** Leaves out numbers without a price. */
    void add(String carrier, List<AvailableNumber> numbers) {
        numbers.forEach(number -> price(carrier, number)
                .ifPresent(price -> byNumber.merge(number.e164(), new Priced(number, price),
                        (one, other) -> one.price() <= other.price() ? one : other)));
    }

    private OptionalLong price(String carrier, AvailableNumber number) {
        return prices.salePrice(carrier, number.country(), number.numberType(),
                costs.observedCost(carrier, number.country(), number.numberType(), number.monthlyCost()));
    }

    List<Offer> cheapest(int limit) {
        int digits = Math.max(0, Currency.getInstance(prices.currency()).getDefaultFractionDigits());
        return byNumber.values().stream()
                .sorted(Comparator.comparingLong(Priced::price).thenComparing(priced -> priced.number().e164()))
                .limit(limit)
                .map(priced -> new Offer(priced.number().e164(), BigDecimal.valueOf(priced.price(), digits),
                        priced.number().locality(), priced.number().region(), priced.number().capabilities()))
                .toList();
    }
}
