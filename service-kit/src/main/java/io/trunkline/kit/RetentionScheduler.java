package io.trunkline.kit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Deletes inbox rows older than every topic's retention, and stored responses older than any retry. */
@ApplicationScoped
class RetentionScheduler {

    /** While a dead letter is open, its replay needs the inbox of its consumer: its event may have been applied after all. */
    private static final String PURGE_INBOX = """
            delete from inbox where received_at < now() - interval '30 days'
              and not exists (select from dead_letter where outcome is null and dead_letter.consumer = inbox.consumer)""";
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
