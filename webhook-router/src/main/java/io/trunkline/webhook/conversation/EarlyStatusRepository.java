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
class EarlyStatusRepository implements PanacheRepositoryBase<EarlyStatus, String> {

    private final Duration kept;

    /** @param kept longer than any message is in doubt */
    EarlyStatusRepository(
            @ConfigProperty(name = "trunkline.early-status.kept", defaultValue = "30d") Duration kept) {
        this.kept = kept;
    }

    /** What was said about messages that nobody here ever sent. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> forget() {
        return delete("occurredAt < ?1", Instant.now().minus(kept)).replaceWithVoid();
    }

    /** The furthest status is kept. The caller holds the message's lock. */
    Uni<Void> keep(String id, MessageStatus status, String code, Instant at) {
        return findById(id).chain(kept -> {
            if (kept != null && !kept.status.mayBecome(status)) {
                return Uni.createFrom().voidItem();
            }
            EarlyStatus news = kept == null ? new EarlyStatus() : kept;
            news.id = id;
            news.status = status;
            news.errorCode = code;
            news.occurredAt = at;
            return persist(news).replaceWithVoid();
        });
    }

    /** Null when there is none. */
    Uni<EarlyStatus> take(String id) {
        return findById(id).onItem().ifNotNull().call(this::delete);
    }
}
