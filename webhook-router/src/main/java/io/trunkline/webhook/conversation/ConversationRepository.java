package io.trunkline.webhook.conversation;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;

@ApplicationScoped
class ConversationRepository implements PanacheRepositoryBase<Conversation, UUID> {

    /**
     * A message that was unrouted and is stored late does not move the conversation back. left() counts characters, so it does
     * not split an emoji.
     */
    private static final String UPSERT = """
            insert into conversation (id, workspace_id, channel, number, peer, contact_id, created_at,
              last_message_id, last_message_at, last_message_preview)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, left(?9, 100))
            on conflict (workspace_id, channel, number, peer)
            do update set (last_message_id, last_message_at, last_message_preview) = (
              select id, at, preview from (values
                (conversation.last_message_id, conversation.last_message_at, conversation.last_message_preview, 1),
                (excluded.last_message_id, excluded.last_message_at, excluded.last_message_preview, 2))
                as last (id, at, preview, precedence)
              order by at desc, precedence desc limit 1)
            returning id""";

    Uni<UUID> upsert(String workspaceId, Channel channel, String number, String peer, UUID contactId,
            Message last) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(UPSERT, UUID.class)
                .setParameter(1, Ids.next()).setParameter(2, workspaceId).setParameter(3, channel.name())
                .setParameter(4, number).setParameter(5, peer).setParameter(6, contactId)
                .setParameter(7, last.createdAt()).setParameter(8, last.id()).setParameter(9, last.body())
                .getSingleResult());
    }

    /**
     * Ordered by last message, newest first. Returns one row more than {@code limit} when there are more.
     *
     * @param number null for all numbers
     * @param numberType null for all types
     * @param after the last message of the last conversation on the previous page; null for the first page
     */
    Uni<List<Conversation>> page(String workspaceId, String number, String numberType, UUID after, int limit) {
        StringBuilder query = new StringBuilder("workspaceId = :workspace");
        Parameters parameters = Parameters.with("workspace", workspaceId);
        if (number != null) {
            query.append(" and number = :number");
            parameters.and("number", number);
        }
        if (numberType != null) {
            query.append(" and numberType = :type");
            parameters.and("type", numberType);
        }
        if (after != null) {
            query.append(" and lastMessageId < :after");
            parameters.and("after", after);
        }
        return find(query.append(" order by lastMessageId desc").toString(), parameters).range(0, limit).list();
    }

    Uni<Conversation> find(String workspaceId, UUID id) {
        return find("workspaceId = ?1 and id = ?2", workspaceId, id).firstResult();
    }
}
