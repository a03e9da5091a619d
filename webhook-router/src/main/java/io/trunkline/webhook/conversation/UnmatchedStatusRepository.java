package io.trunkline.webhook.conversation;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class UnmatchedStatusRepository implements PanacheRepositoryBase<UnmatchedStatus, String> {

    Uni<Void> deleteOlderThan(Instant time) {
        return delete("occurredAt < ?1", time).replaceWithVoid();
    }

    /** Stores the status, unless a later one is already stored. The caller holds the lock of the message. */
    Uni<Void> store(DeliveryReport report) {
        return findById(UnmatchedStatus.idOf(report.carrier(), report.carrierMessageId())).chain(stored -> {
            if (stored == null) {
                return persist(UnmatchedStatus.of(report)).replaceWithVoid();
            }
            stored.update(report);
            return Uni.createFrom().voidItem();
        });
    }

    /** Deletes and returns the status; null when there is none. */
    Uni<UnmatchedStatus> remove(String id) {
        return findById(id).onItem().ifNotNull().call(this::delete);
    }
}
