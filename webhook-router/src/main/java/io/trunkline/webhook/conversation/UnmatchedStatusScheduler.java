package io.trunkline.webhook.conversation;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Deletes statuses that no message of ours ever matched. */
@ApplicationScoped
class UnmatchedStatusScheduler {

    private final UnmatchedStatusRepository statuses;
    private final Duration retention;

    UnmatchedStatusScheduler(UnmatchedStatusRepository statuses, UnmatchedStatusConfig config) {
        this.statuses = statuses;
        this.retention = config.retention();
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> purge() {
        return statuses.deleteOlderThan(Instant.now().minus(retention));
    }
}
