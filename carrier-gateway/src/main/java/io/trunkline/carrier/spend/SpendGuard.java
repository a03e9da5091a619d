package io.trunkline.carrier.spend;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.cost.CarrierCosts;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.kit.price.PriceBook;

/**
 * Stands before every purchase: reserves what it may cost, or refuses it. A reservation needs no end: it counts for as long as
 * its order has not failed, by the order's own row, so nothing is left over when a process dies in between.
 */
@ApplicationScoped
public class SpendGuard {

    /** Reservations are made one after the other: two that look at the same sum must not both fit below the cap. */
    private static final String ONE_AT_A_TIME = "select cast(pg_advisory_xact_lock(hashtext('purchase_spend')) as text)";
    private static final String STAND = """
            select cast(clock_timestamp() at time zone 'UTC' as date),
              exists (select from purchase_stop where carrier in ('*', cast(?2 as text))),
              coalesce(sum(cents), 0),
              coalesce(sum(cents) filter (where carrier = cast(?2 as text)), 0),
              coalesce(sum(cents) filter (where workspace_id = cast(?3 as text)), 0)
            from purchase_spend spend
            where day = cast(clock_timestamp() at time zone 'UTC' as date) and order_id <> ?1
              and not exists (select from carrier_order where id = spend.order_id and state = 'FAILED')""";
    private static final String RESERVE = """
            insert into purchase_spend (order_id, day, carrier, workspace_id, cents)
            values (?1, ?2, ?3, cast(?4 as text), ?5)
            on conflict (order_id) do update set day = excluded.day, carrier = excluded.carrier, cents = excluded.cents""";

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

    /** @param day UTC; the sums are today's, in cents, without the purchase that asks */
    private record Stand(LocalDate day, boolean stopped, long total, long carrier, long workspace) {

        static Stand of(Object[] row) {
            return new Stand(LocalDate.parse(row[0].toString()), (boolean) row[1], ((Number) row[2]).longValue(),
                    ((Number) row[3]).longValue(), ((Number) row[4]).longValue());
        }
    }

    /**
     * To be called before each time the purchase is sent; what an order has reserved today is not reserved twice. Fails with
     * {@code PURCHASES_STOPPED} or {@code SPEND_CAP_REACHED}: then it must not be sent.
     */
    @WithTransaction
    public Uni<Void> reserve(Purchase purchase) {
        long cents = costs.lookedUp(purchase.carrier(), purchase.country(), purchase.numberType())
                .orElseGet(() -> prices.costCents(purchase.carrier(), purchase.country(), purchase.numberType()));
        return Panache.getSession().flatMap(session -> session.createNativeQuery(ONE_AT_A_TIME, String.class).getResultList()
                .chain(() -> session.createNativeQuery(STAND, Object[].class).setParameter(1, purchase.order())
                        .setParameter(2, purchase.carrier()).setParameter(3, purchase.workspaceId()).getSingleResult())
                .map(row -> checked(purchase, cents, Stand.of(row)))
                .chain(stand -> session.createNativeQuery(RESERVE).setParameter(1, purchase.order())
                        .setParameter(2, stand.day()).setParameter(3, purchase.carrier())
                        .setParameter(4, purchase.workspaceId()).setParameter(5, cents).executeUpdate())
                .replaceWithVoid());
    }

    private Stand checked(Purchase purchase, long cents, Stand stand) {
        if (stand.stopped()) {
            throw refused(purchase, CarrierFailure.PURCHASES_STOPPED, "Purchases are stopped by an operator");
        }
        refuseOver(config.perDay(), stand.total(), cents, purchase, "all purchases");
        refuseOver(Optional.ofNullable(config.perCarrier().get(purchase.carrier())), stand.carrier(), cents, purchase,
                "purchases at this carrier");
        if (purchase.workspaceId() != null) {
            refuseOver(config.perWorkspace(), stand.workspace(), cents, purchase, "purchases of this workspace");
        }
        return stand;
    }

    private void refuseOver(Optional<Long> cap, long spent, long cents, Purchase purchase, String what) {
        if (cap.filter(most -> most == 0 || spent + cents > most).isPresent()) {
            Log.warnf("Order %s is refused: today's cap on %s, %d cents, is reached", purchase.order(), what, cap.get());
            throw refused(purchase, CarrierFailure.SPEND_CAP_REACHED, "Today's cap on " + what + " is reached");
        }
    }

    private CarrierException refused(Purchase purchase, CarrierFailure failure, String detail) {
        Counter.builder("trunkline.carrier.purchases.refused").description("Purchases that were not sent for their cost")
                .tags("carrier", purchase.carrier(), "code", failure.name()).register(metrics).increment();
        return new CarrierException(failure, detail);
    }
}
