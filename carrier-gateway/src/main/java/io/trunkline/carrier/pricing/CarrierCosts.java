package io.trunkline.carrier.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What numbers cost us. An observed cost counts more than a configured one, but only in the currency of the price book:
 * currencies are not converted. Queries are answered from memory, which is at most a minute behind the table that all
 * instances share.
 */
@ApplicationScoped
public class CarrierCosts {

    private static final String READ = """
            select carrier, country, number_type, minor_units, currency, seen_at from carrier_cost
            order by carrier, country, number_type""";
    private static final String UPSERT = """
            insert into carrier_cost (carrier, country, number_type, minor_units, currency, seen_at)
            values ($1, $2, $3, $4, $5, clock_timestamp())
            on conflict (carrier, country, number_type) do update
              set minor_units = excluded.minor_units, currency = excluded.currency, seen_at = excluded.seen_at""";

    private final Pool pool;
    private final PriceBook book;
    private final CostConfig config;
    private final MultiGauge negativeMargins;
    private volatile List<ObservedCost> observed = List.of();

    CarrierCosts(Pool pool, PriceBook book, CostConfig config, MeterRegistry metrics) {
        this.pool = pool;
        this.book = book;
        this.config = config;
        this.negativeMargins = MultiGauge.builder("trunkline.carrier.negative.margin")
                .description("Monthly cost of a number above its sale price, in minor units").register(metrics);
    }

    /** All observed costs, in any currency and of any age, by carrier, country and type. */
    public List<ObservedCost> allObserved() {
        return observed;
    }

    /** The recently observed cost, in minor units of the price book's currency; empty when there is none in this currency. */
    public OptionalLong observedCost(String carrier, String country, NumberType type) {
        return current().filter(cost -> cost.isFor(carrier, country, type)).mapToLong(cost -> cost.cost().minorUnits())
                .findFirst();
    }

    /**
     * The cost that the carrier returned for one number, else the recently observed one for the kind, in minor units of the
     * price book's currency; empty when there is none in this currency.
     *
     * @param ofThisNumber the cost that the carrier returned for this number
     */
    public OptionalLong observedCost(String carrier, String country, NumberType type, Optional<Cost> ofThisNumber) {
        return ofThisNumber.filter(cost -> cost.currency().equals(book.now().currency()))
                .map(cost -> OptionalLong.of(cost.minorUnits())).orElseGet(() -> observedCost(carrier, country, type));
    }

    /** Our cost of a number for a month, in minor units of the price book's currency: observed, else as configured. */
    public OptionalLong monthlyCost(String carrier, String country, NumberType type) {
        OptionalLong observedCost = observedCost(carrier, country, type);
        return observedCost.isPresent() ? observedCost : book.now().cost(carrier, country, type);
    }

    /** Stores the costs that a carrier returned for a country. Types that it did not return keep their last cost. */
    Uni<Void> store(String carrier, String country, Map<NumberType, Cost> costs) {
        List<Tuple> rows = new ArrayList<>();
        costs.forEach((type, cost) -> rows
                .add(Tuple.of(carrier, country, type.name(), cost.minorUnits(), cost.currency())));
        return rows.isEmpty() ? Uni.createFrom().voidItem()
                : pool.preparedQuery(UPSERT).executeBatch(rows).replaceWithVoid();
    }

    /** Reads the costs that all instances have stored. */
    Uni<Void> reload() {
        return pool.query(READ).execute().invoke(rows -> {
            List<ObservedCost> rowsRead = new ArrayList<>();
            rows.forEach(row -> rowsRead.add(new ObservedCost(row.getString("carrier"), row.getString("country"),
                    NumberType.valueOf(row.getString("number_type")),
                    new Cost(row.getLong("minor_units"), row.getString("currency")),
                    row.getOffsetDateTime("seen_at").toInstant())));
            observed = List.copyOf(rowsRead);
            negativeMargins.register(gauges(), true);
        }).replaceWithVoid();
    }

    /**
     * How much more a number costs for a month than a workspace pays. The workspace gets its price before a carrier is
     * chosen.
     *
     * @return minor units of the price book's currency; 0 when there is no loss, the currency differs, or the kind is not
     *         sold
     */
    long negativeMargin(String country, NumberType type, Cost cost) {
        Prices prices = book.now();
        OptionalLong price = prices.salePrice(country, type);
        return price.isPresent() && cost.currency().equals(prices.currency())
                ? Math.max(0, cost.minorUnits() - price.getAsLong())
                : 0;
    }

    private Stream<ObservedCost> current() {
        String currency = book.now().currency();
        Instant oldest = Instant.now().minus(config.maxAge());
        return observed.stream().filter(cost -> cost.cost().currency().equals(currency) && cost.seenAt().isAfter(oldest));
    }

    private List<Row<?>> gauges() {
        List<Row<?>> rows = new ArrayList<>();
        current().forEach(cost -> {
            long negativeMargin = negativeMargin(cost.country(), cost.numberType(), cost.cost());
            if (negativeMargin > 0) {
                rows.add(Row.of(Tags.of("carrier", cost.carrier(), "country", cost.country(), "type",
                        cost.numberType().name()), negativeMargin));
            }
        });
        return rows;
    }
}
