package io.trunkline.carrier.message;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobState;

/** What is known of messages beside their jobs. */
@ApplicationScoped
public class MessageRepository {

    private static final String CONFIRM = """
            insert into message_proof (message_id, carrier_message_id)
            select id, ?2 from outgoing_message where id = ?1 and due_at is not null
            on conflict (message_id) do nothing""";

    private static final String IDS_OF_OTHERS = """
            select carrier_message_id from outgoing_message
            where id <> ?1 and carrier = ?2 and carrier_message_id = any (string_to_array(cast(?3 as text), ','))
            union
            select carrier_message_id from message_proof
            where message_id <> ?1 and carrier_message_id = any (string_to_array(cast(?3 as text), ','))""";

    /** Within the caller's transaction: the carrier told that it has the message. Nothing, when it is decided already. */
    public Uni<Void> confirm(UUID messageId, String carrierMessageId) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(CONFIRM)
                .setParameter(1, messageId).setParameter(2, carrierMessageId).executeUpdate()).replaceWithVoid();
    }

    /** Under which id the carrier said that it has the message. */
    @WithSession
    Uni<Optional<String>> findConfirmedId(OutgoingMessage message) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(
                "select carrier_message_id from message_proof where message_id = ?1", String.class)
                .setParameter(1, message.id()).getSingleResultOrNull()).map(Optional::ofNullable);
    }

    /**
     * Whether another message with the same words from and to the same numbers is being sent right now: what the carrier
     * shows may be that one, whose own answer tells soon.
     */
    @WithSession
    Uni<Boolean> isTwinBeingSent(OutgoingMessage message) {
        return Panache.getSession().flatMap(session -> session.createQuery("""
                select count(twin) from OutgoingMessage twin, OutgoingMessage m
                where m.id = ?1 and twin.id <> m.id and twin.state = ?2 and twin.dueAt is not null and twin.carrier = m.carrier
                  and twin.sender = m.sender and twin.recipient = m.recipient
                  and coalesce(twin.body, '') = coalesce(m.body, '')""", Long.class)
                .setParameter(1, message.id()).setParameter(2, JobState.SUBMITTING).getSingleResult())
                .map(twins -> twins > 0);
    }

    /** Which of the carrier's messages are known to be others of ours. */
    @WithSession
    Uni<Set<String>> idsOfOthers(OutgoingMessage message, Collection<String> carrierMessageIds) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(IDS_OF_OTHERS, String.class)
                .setParameter(1, message.id()).setParameter(2, message.carrier())
                .setParameter(3, String.join(",", carrierMessageIds)).getResultList())
                .map(known -> known.stream().collect(Collectors.toSet()));
    }
}
