package io.trunkline.webhook.conversation;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class UnmatchedStatusRepository implements PanacheRepositoryBase<UnmatchedStatus, String> {

    private final Duration retention;

    /** @param retention longer than a message can stay unconfirmed */
    UnmatchedStatusRepository(
            @ConfigProperty(name = "trunkline.unmatched-status.retention", defaultValue = "30d") Duration retention) {
        this.retention = retention;
    }

    /** Deletes statuses that no message of ours ever matched. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> purge() {
        return delete("occurredAt < ?1", Instant.now().minus(retention)).replaceWithVoid();
    }

    /** Stores the status, unless a later one is already stored. The caller holds the lock of the message. */
    Uni<Void> store(String id, MessageStatus status, String code, Instant at) {
        return findById(id).chain(stored -> {
            if (stored == null) {
                return persist(new UnmatchedStatus(id, status, code, at)).replaceWithVoid();
            }
            stored.update(status, code, at);
            return Uni.createFrom().voidItem();
        });
    }

    /** Deletes and returns the status; null when there is none. */
    Uni<UnmatchedStatus> remove(String id) {
        return findById(id).onItem().ifNotNull().call(this::delete);
    }
}
