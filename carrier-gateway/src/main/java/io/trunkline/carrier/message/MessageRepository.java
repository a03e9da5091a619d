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

/** Queries about messages, and the confirmations that carriers sent. */
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

    /** Stores, within the caller's transaction, that the carrier has the message. Ignored when the message is closed. */
    public Uni<Void> confirm(UUID messageId, String carrierMessageId) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(CONFIRM)
                .setParameter(1, messageId).setParameter(2, carrierMessageId).executeUpdate()).replaceWithVoid();
    }

    /** The carrier's id of a confirmed message. */
    @WithSession
    Uni<Optional<String>> findConfirmedId(OutgoingMessage message) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(
                "select carrier_message_id from message_proof where message_id = ?1", String.class)
                .setParameter(1, message.id()).getSingleResultOrNull()).map(Optional::ofNullable);
    }

    /**
     * Whether another message with the same text, sender and recipient is being sent right now. A look-up may find that
     * one; its own response arrives soon.
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

    /** Which of the carrier's ids belong to other messages of ours. */
    @WithSession
    Uni<Set<String>> idsOfOthers(OutgoingMessage message, Collection<String> carrierMessageIds) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(IDS_OF_OTHERS, String.class)
                .setParameter(1, message.id()).setParameter(2, message.carrier())
                .setParameter(3, String.join(",", carrierMessageIds)).getResultList())
                .map(known -> known.stream().collect(Collectors.toSet()));
    }
}
