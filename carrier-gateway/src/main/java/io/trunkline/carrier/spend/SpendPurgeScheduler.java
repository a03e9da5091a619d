package io.trunkline.carrier.spend;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Deletes old reservations and totals: caps need one day, operators look back for a month. */
@ApplicationScoped
class SpendPurgeScheduler {

    private static final String DELETE_SPEND = "delete from purchase_spend where day < current_date - 35";
    private static final String DELETE_TOTALS = "delete from purchase_total where day < current_date - 35";

    private final Pool pool;

    SpendPurgeScheduler(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return pool.withTransaction(connection -> connection.query(DELETE_SPEND).execute()
                .chain(() -> connection.query(DELETE_TOTALS).execute()).replaceWithVoid());
    }
}
