package io.trunkline.carrier.message;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Questions about messages. */
@ApplicationScoped
class MessageRepository {

    /** Which of the carrier's messages are known to be others of ours. */
    @WithSession
    Uni<Set<String>> known(String carrier, Collection<String> carrierMessageIds) {
        return Panache.getSession().flatMap(session -> session.createQuery(
                "select m.carrierMessageId from OutgoingMessage m where m.carrier = ?1 and m.carrierMessageId in (?2)",
                String.class).setParameter(1, carrier).setParameter(2, carrierMessageIds).getResultList())
                .map(known -> known.stream().collect(Collectors.toSet()));
    }
}
