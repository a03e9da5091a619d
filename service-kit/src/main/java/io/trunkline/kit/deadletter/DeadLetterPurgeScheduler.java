package io.trunkline.kit.deadletter;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Deletes dead letters some time after they were replayed or discarded. Open ones are never deleted. */
@ApplicationScoped
class DeadLetterPurgeScheduler {

    private final DeadLetterRepository repository;
    private final DeadLetterConfig config;

    DeadLetterPurgeScheduler(DeadLetterRepository repository, DeadLetterConfig config) {
        this.repository = repository;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return repository.deleteResolvedBefore(config.retention());
    }
}
