package io.trunkline.carrier.spend;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** The spend report for operators, and the switch that stops purchases in all instances. */
@ApplicationScoped
public class SpendControl {

    /** All carriers, in place of a name. */
    public static final String ALL_CARRIERS = "*";
    private static final String TOTALS_OF_TODAY = """
            select day, name, cents from purchase_total
            where day = cast(clock_timestamp() at time zone 'UTC' as date) and scope = 'CARRIER'
            union all select cast(clock_timestamp() at time zone 'UTC' as date), null, 0""";
    private static final String STOP_PURCHASES = """
            insert into purchase_stop (carrier, stopped_by) values (?1, ?2) on conflict (carrier) do nothing""";

    private final SpendConfig config;

    SpendControl(SpendConfig config) {
        this.config = config;
    }

    @WithSession
    public Uni<SpendReport> reportToday() {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(TOTALS_OF_TODAY, Object[].class).getResultList()
                        .flatMap(rows -> session.createNativeQuery("select carrier from purchase_stop", String.class)
                                .getResultList()
                                .map(stopped -> report(rows, new TreeSet<>(stopped)))));
    }

    private SpendReport report(List<Object[]> rows, Set<String> stopped) {
        Map<String, Long> byCarrier = new TreeMap<>();
        rows.stream().filter(row -> row[1] != null)
                .forEach(row -> byCarrier.put((String) row[1], ((Number) row[2]).longValue()));
        boolean allStopped = stopped.remove(ALL_CARRIERS);
        return new SpendReport(LocalDate.parse(rows.get(0)[0].toString()),
                byCarrier.values().stream().mapToLong(Long::longValue).sum(), config.perDay(), byCarrier,
                config.perCarrier(), stopped, allStopped);
    }

    /**
     * Stops purchases, or allows them again. Purchases that were sent already are not affected.
     *
     * @param carrier {@link #ALL_CARRIERS} for all: a carrier that is stopped by name stays stopped
     * @param operator stored with the stop
     */
    @WithTransaction
    public Uni<Void> setPurchasesEnabled(String carrier, boolean enabled, String operator) {
        Log.warnf("Purchases at %s are %s by %s", ALL_CARRIERS.equals(carrier) ? "all carriers" : carrier,
                enabled ? "allowed" : "stopped", operator);
        return Panache.getSession().flatMap(session -> enabled
                ? session.createNativeQuery("delete from purchase_stop where carrier = ?1").setParameter(1, carrier)
                        .executeUpdate()
                : session.createNativeQuery(STOP_PURCHASES).setParameter(1, carrier).setParameter(2, operator).executeUpdate())
                .replaceWithVoid();
    }
}
