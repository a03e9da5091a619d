package io.trunkline.kit.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Measures how far the topics are behind the database: {@code trunkline.outbox.depth} in events and
 * {@code trunkline.outbox.age} of the oldest, in seconds. A growing age means that this service's events are not published.
 */
@Singleton
class OutboxMetricsScheduler {

    private static final String DEPTH_AND_AGE = "select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::bigint"
            + " from outbox";

    /** Without it, a query that never ends would stop all later measurements. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;
    private final AtomicLong depth;
    private final AtomicLong age;

    OutboxMetricsScheduler(Pool pool, MeterRegistry registry) {
        this.pool = pool;
        this.depth = registry.gauge("trunkline.outbox.depth", new AtomicLong());
        this.age = registry.gauge("trunkline.outbox.age", new AtomicLong());
    }

    @Scheduled(every = "${trunkline.outbox.metrics-interval:10s}", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return pool.withConnection(connection -> connection.query(DEPTH_AND_AGE).execute())
                .ifNoItem().after(QUERY_TIMEOUT).fail()
                .invoke(rows -> update(rows.iterator().next()))
                // The relay logs that the database cannot be read.
                .onFailure().recoverWithNull()
                .replaceWithVoid();
    }

    private void update(Row outbox) {
        depth.set(outbox.getLong(0));
        age.set(outbox.getLong(1));
    }
}
