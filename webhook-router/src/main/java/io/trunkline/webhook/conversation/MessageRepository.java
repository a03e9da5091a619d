package io.trunkline.webhook.conversation;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class MessageRepository implements PanacheRepositoryBase<Message, UUID> {

    /** Null when there is none. */
    Uni<Message> findByIdempotencyKey(String workspaceId, String key) {
        return find("workspaceId = ?1 and idempotencyKey = ?2", workspaceId, key).firstResult();
    }

    /** Locked until the end of the transaction; null when there is none. */
    Uni<Message> lockSent(String carrier, String carrierMessageId) {
        return find("carrierMessageId = ?1 and carrier = ?2 and direction = ?3", carrierMessageId, carrier,
                Direction.OUTBOUND).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    Uni<List<Message>> page(String workspaceId, UUID conversationId, UUID after, int limit) {
        String query = "workspaceId = ?1 and conversationId = ?2";
        return (after == null ? find(query + " order by id desc", workspaceId, conversationId)
                : find(query + " and id < ?3 order by id desc", workspaceId, conversationId, after))
                .range(0, limit).list();
    }
}
