package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;

@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<Contact, UUID> {

    private static final String UPSERT = """
            insert into contact (id, workspace_id, address, created_at, last_seen_at) values (?1, ?2, ?3, ?4, ?4)
            on conflict (workspace_id, address)
            do update set last_seen_at = greatest(contact.last_seen_at, excluded.last_seen_at)
            returning id""";

    /** Creates the contact or updates its {@code lastSeenAt}. The row lock keeps the messages with one peer in order. */
    Uni<UUID> upsert(String workspaceId, String address, Instant seenAt) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(UPSERT, UUID.class)
                .setParameter(1, Ids.next()).setParameter(2, workspaceId).setParameter(3, address)
                .setParameter(4, seenAt).getSingleResult());
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    Uni<List<Contact>> page(String workspaceId, UUID after, int limit) {
        return (after == null ? find("workspaceId = ?1 order by id desc", workspaceId)
                : find("workspaceId = ?1 and id < ?2 order by id desc", workspaceId, after)).range(0, limit).list();
    }
}
