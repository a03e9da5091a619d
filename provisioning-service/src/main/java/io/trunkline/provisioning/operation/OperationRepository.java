package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Operations and their timelines. */
@ApplicationScoped
public class OperationRepository implements PanacheRepositoryBase<Operation, UUID> {

    private static final String DUE = "select id from operation where ended_at is null and deadline <= ?1"
            + " order by deadline limit 50";

    /** Null when unknown. Whoever moves an operation holds its row: answers come on several topics at once. */
    Uni<Operation> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<List<UUID>> due(Instant now) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(DUE, UUID.class).setParameter(1, now).getResultList());
    }

    Uni<List<OperationStep>> steps(UUID operationId) {
        return getSession().flatMap(session -> session
                .createQuery("from OperationStep where operationId = ?1 order by seq", OperationStep.class)
                .setParameter(1, operationId).getResultList());
    }

    Uni<Void> add(OperationStep step) {
        return getSession().flatMap(session -> session.persist(step));
    }
}
