package io.trunkline.kit.inbox;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Applies an effect once per consumer and event: the inbox row and the effect are in one transaction. Rows live longer than
 * the topics' retention. What must be unique for ever needs a business key as well.
 */
@ApplicationScoped
public class Inbox {

    @WithTransaction
    public Uni<Void> once(String consumer, UUID eventId, Supplier<Uni<Void>> effect) {
        return Panache.getSession()
                .flatMap(session -> session
                        .createNativeQuery("insert into inbox (consumer, event_id) values (?1, ?2) on conflict do nothing")
                        .setParameter(1, consumer).setParameter(2, eventId).executeUpdate())
                .flatMap(inserted -> inserted == 1 ? effect.get() : Uni.createFrom().voidItem());
    }
}
