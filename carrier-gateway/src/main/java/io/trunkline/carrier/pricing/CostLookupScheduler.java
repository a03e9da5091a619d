package io.trunkline.carrier.pricing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Looks up what carriers charge in the countries that we sell numbers of. The instance that finds a country due claims it.
 * Until a look-up succeeds, the last costs count.
 */
@ApplicationScoped
class CostLookupScheduler {

    /** The country is due again soon unless the look-up succeeds, also when this instance dies. */
    private static final String CLAIM = """
            insert into carrier_cost_look_up as look (carrier, country, due_at)
            values ($1, $2, clock_timestamp() + make_interval(secs => $3))
            on conflict (carrier, country) do update set due_at = excluded.due_at where look.due_at <= clock_timestamp()""";
    private static final String DONE = """
            update carrier_cost_look_up set due_at = clock_timestamp() + make_interval(secs => $3)
            where carrier = $1 and country = $2""";
    private static final double JITTER = 0.1;

    private final AccountRegistry accounts;
    private final PriceBook book;
    private final CarrierCosts costs;
    private final Pool pool;
    private final CostConfig config;

    CostLookupScheduler(AccountRegistry accounts, PriceBook book, CarrierCosts costs, Pool pool, CostConfig config) {
        this.accounts = accounts;
        this.book = book;
        this.costs = costs;
        this.pool = pool;
        this.config = config;
    }

    private record Market(Carrier carrier, String country) {
    }

    @Scheduled(every = "${trunkline.costs.poll-interval}", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookUp() {
        return Multi.createFrom().iterable(markets())
                .onItem().transformToUniAndConcatenate(market -> setDue(CLAIM, market, config.retryInterval())
                        .flatMap(claimed -> claimed ? lookUp(market) : Uni.createFrom().item(false)))
                .collect().asList()
                .flatMap(answered -> answered.contains(true) ? costs.reload() : Uni.createFrom().voidItem());
    }

    private List<Market> markets() {
        Prices prices = book.now();
        return accounts.configured().stream()
                .filter(carrier -> carrier.capabilities().contains(Capability.PRICE_LIST))
                .flatMap(carrier -> prices.countries().stream().filter(country -> isOffered(carrier, country, prices))
                        .map(country -> new Market(carrier, country)))
                .toList();
    }

    private static boolean isOffered(Carrier carrier, String country, Prices prices) {
        return Stream.of(NumberType.values()).anyMatch(type -> carrier.capabilities().contains(Capability.of(type))
                && prices.isOffered(carrier.name(), country, type));
    }

    /** Whether the look-up succeeded. */
    private Uni<Boolean> lookUp(Market market) {
        return market.carrier().monthlyCosts(market.country())
                .call(found -> store(market, found)).replaceWith(true)
                .onFailure(CarrierException.class).recoverWithItem(failure -> {
                    Log.infof("The prices of %s in %s could not be looked up: %s", market.carrier().name(), market.country(),
                            failure.getMessage());
                    return false;
                });
    }

    private Uni<Boolean> store(Market market, Map<NumberType, Cost> found) {
        found.forEach((type, cost) -> warnOfNegativeMargin(market, type, cost));
        return costs.store(market.carrier().name(), market.country(), found)
                .chain(() -> setDue(DONE, market, config.lookupInterval()));
    }

    /** A kind that costs more than its price is sold all the same: an operator must change the price. */
    private void warnOfNegativeMargin(Market market, NumberType type, Cost cost) {
        if (costs.negativeMargin(market.country(), type, cost) > 0) {
            Log.warnf("A %s number of %s costs %d %s a month at %s, %d more than workspaces pay for it", type,
                    market.country(), cost.minorUnits(), cost.currency(), market.carrier().name(),
                    costs.negativeMargin(market.country(), type, cost));
        }
    }

    private Uni<Boolean> setDue(String statement, Market market, Duration interval) {
        double seconds = interval.toMillis() / 1e3 * (1 + JITTER * ThreadLocalRandom.current().nextDouble());
        return pool.preparedQuery(statement).execute(Tuple.of(market.carrier().name(), market.country(), seconds))
                .map(rows -> rows.rowCount() > 0);
    }
}
