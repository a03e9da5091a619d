package io.trunkline.carrier.spend;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.exception.LockTimeoutException;
import org.hibernate.reactive.mutiny.Mutiny;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.pricing.PriceBook;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.AccountNames;
import io.trunkline.kit.AdvisoryLock;

/**
 * Reserves the cost of a purchase before it is sent, or refuses the purchase. The database releases the reservation when the
 * order is saved as failed, so none is left over when a process dies.
 */
@ApplicationScoped
public class SpendGuard {

    /** Reservations are serialized: two that read the same total must not both fit below the cap. */
    private static final String LOCK = "purchase_spend";
    /** A transaction that holds the lock for longer than a few statements take is stuck. */
    private static final String SET_LOCK_TIMEOUT = "select set_config('lock_timeout', cast(?1 as text), true)";
    /** An earlier attempt of the order may have reserved already. */
    private static final String DELETE_EARLIER = "delete from purchase_spend where order_id = ?1";
    /** Triggers maintain the totals; they also release the reservation of a failed order. */
    private static final String TOTALS = """
            select today.day, exists (select from purchase_stop where carrier in ('*', cast(?1 as text), cast(?3 as text))),
              coalesce(max(cents) filter (where scope = 'ALL'), 0),
              coalesce(max(cents) filter (where scope = 'CARRIER' and name = cast(?1 as text)), 0),
              coalesce(sum(cents) filter (where scope = 'CARRIER'), 0),
              coalesce(max(cents) filter (where scope = 'WORKSPACE'), 0)
            from (select cast(clock_timestamp() at time zone 'UTC' as date) as day) today
            left join purchase_total total on total.day = today.day
              and ((scope, name) in (('ALL', ''), ('WORKSPACE', cast(?2 as text)))
                or scope = 'CARRIER' and split_part(name, '-', 1) = cast(?3 as text))
            group by today.day""";
    private static final String RESERVE = """
            insert into purchase_spend (order_id, day, carrier, workspace_id, cents)
            select cast(?1 as uuid), cast(?2 as date), cast(?3 as text), cast(?4 as text), cast(?5 as bigint)
            where not exists (select from carrier_order where id = ?1 and state = 'FAILED')""";

    private final PriceBook prices;
    private final CarrierCosts costs;
    private final SpendConfig config;
    private final MeterRegistry metrics;

    SpendGuard(PriceBook prices, CarrierCosts costs, SpendConfig config, MeterRegistry metrics) {
        this.prices = prices;
        this.costs = costs;
        this.config = config;
        this.metrics = metrics;
        Stream.concat(config.perCarrier().values().stream(), Stream.of(config.perDay(), config.perWorkspace())
                .flatMap(Optional::stream)).filter(cap -> cap < 0).findAny().ifPresent(cap -> {
                    throw new IllegalStateException("A cap below trunkline.spend is " + cap + ": 0 or more, or empty for none");
                });
    }

    /**
     * Totals of today in cents, without the purchase itself.
     *
     * @param day UTC
     * @param carrier at all of its accounts
     */
    private record SpendTotals(LocalDate day, boolean stopped, long total, long account, long carrier, long workspace) {

        static SpendTotals of(Object[] row) {
            return new SpendTotals(LocalDate.parse(row[0].toString()), (boolean) row[1], ((Number) row[2]).longValue(),
                    ((Number) row[3]).longValue(), ((Number) row[4]).longValue(), ((Number) row[5]).longValue());
        }
    }

    /**
     * Reserves the cost before each time the purchase is sent; an order has at most one reservation a day. Fails with {@code
     * PURCHASES_STOPPED} or {@code SPEND_CAP_REACHED}, and with {@code RATE_LIMITED} when the spend limit could not be
     * checked (lock timeout): then the purchase must not be sent.
     */
    @WithTransaction
    public Uni<Void> reserve(Purchase purchase) {
        long cents = Math.max(1,
                costs.observedCost(purchase.carrier(), purchase.country(), purchase.numberType(), purchase.observedCost())
                        .orElseGet(() -> prices.costCents(purchase.carrier(), purchase.country(), purchase.numberType())));
        return Panache.getSession().flatMap(session -> acquireLock(session)
                .chain(() -> session.createNativeQuery(DELETE_EARLIER).setParameter(1, purchase.orderId()).executeUpdate())
                .chain(() -> session.createNativeQuery(TOTALS, Object[].class).setParameter(1, purchase.carrier())
                        .setParameter(2, purchase.workspaceId())
                        .setParameter(3, AccountNames.carrierOf(purchase.carrier())).getSingleResult())
                .map(row -> requireWithinLimits(purchase, cents, SpendTotals.of(row)))
                .chain(totals -> session.createNativeQuery(RESERVE).setParameter(1, purchase.orderId())
                        .setParameter(2, totals.day()).setParameter(3, purchase.carrier())
                        .setParameter(4, purchase.workspaceId()).setParameter(5, cents).executeUpdate())
                .replaceWithVoid())
                .onFailure(SpendGuard::isLockTimeout).transform(timeout -> new CarrierException(CarrierFailure.RATE_LIMITED,
                        "The spend limit could not be checked (lock timeout)").unsent());
    }

    private Uni<Void> acquireLock(Mutiny.Session session) {
        return session.createNativeQuery(SET_LOCK_TIMEOUT, String.class).setParameter(1, config.lockTimeout().toMillis() + "ms")
                .getResultList()
                .chain(() -> AdvisoryLock.acquire(LOCK));
    }

    private static boolean isLockTimeout(Throwable failure) {
        return failure instanceof LockTimeoutException || failure.getCause() instanceof LockTimeoutException;
    }

    private SpendTotals requireWithinLimits(Purchase purchase, long cents, SpendTotals totals) {
        if (totals.stopped()) {
            throw rejection(purchase, CarrierFailure.PURCHASES_STOPPED, "Purchases are stopped by an operator");
        }
        requireBelowCap(config.perDay(), totals.total(), cents, purchase, "all purchases");
        String carrier = AccountNames.carrierOf(purchase.carrier());
        requireBelowCap(Optional.ofNullable(config.perCarrier().get(carrier)), totals.carrier(), cents, purchase,
                "purchases at this carrier");
        if (!carrier.equals(purchase.carrier())) {
            requireBelowCap(Optional.ofNullable(config.perCarrier().get(purchase.carrier())), totals.account(), cents, purchase,
                    "purchases at this account");
        }
        if (purchase.workspaceId() != null) {
            requireBelowCap(config.perWorkspace(), totals.workspace(), cents, purchase, "purchases of this workspace");
        }
        return totals;
    }

    private void requireBelowCap(Optional<Long> cap, long spent, long cents, Purchase purchase, String what) {
        if (cap.filter(max -> max == 0 || spent + cents > max).isPresent()) {
            Log.warnf("Order %s is refused: the daily cap on %s, %d cents, is reached", purchase.orderId(), what, cap.get());
            throw rejection(purchase, CarrierFailure.SPEND_CAP_REACHED, "The daily cap on " + what + " is reached");
        }
    }

    private CarrierException rejection(Purchase purchase, CarrierFailure failure, String detail) {
        Counter.builder("trunkline.carrier.purchases.refused").description("Purchases refused by the spend limit")
                .tags("carrier", purchase.carrier(), "code", failure.name()).register(metrics).increment();
        return new CarrierException(failure, detail);
    }
}
