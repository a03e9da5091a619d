package io.trunkline.kit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Deletes inbox rows older than every topic's retention, and stored responses older than any retry. */
@ApplicationScoped
class RetentionScheduler {

    private static final String PURGE_INBOX = "delete from inbox where received_at < now() - interval '30 days'";
    private static final String PURGE_IDEMPOTENCY_KEYS = "delete from idempotency_key where created_at < now() - interval '7 days'";

    private final Pool pool;

    RetentionScheduler(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return pool.withConnection(connection -> connection.query(PURGE_INBOX).execute()
                .chain(() -> connection.query(PURGE_IDEMPOTENCY_KEYS).execute())
                .replaceWithVoid());
    }
}
