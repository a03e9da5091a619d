package io.trunkline.webhook.conversation;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class EarlyStatusRepository implements PanacheRepositoryBase<EarlyStatus, String> {

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
