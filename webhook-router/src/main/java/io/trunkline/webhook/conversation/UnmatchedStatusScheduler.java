package io.trunkline.webhook.conversation;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Deletes statuses that no message of ours ever matched. */
@ApplicationScoped
class UnmatchedStatusScheduler {

    private final UnmatchedStatusRepository statuses;
    private final Duration retention;

    /** @param retention longer than a message can stay unconfirmed */
    UnmatchedStatusScheduler(UnmatchedStatusRepository statuses,
            @ConfigProperty(name = "trunkline.unmatched-status.retention", defaultValue = "30d") Duration retention) {
        this.statuses = statuses;
        this.retention = retention;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> purge() {
        return statuses.deleteOlderThan(Instant.now().minus(retention));
    }
}
