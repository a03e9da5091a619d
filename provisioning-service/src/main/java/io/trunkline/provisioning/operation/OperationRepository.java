package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Operations and their timelines. */
@ApplicationScoped
public class OperationRepository implements PanacheRepositoryBase<Operation, UUID> {

    /** Skips locked rows: another transaction is moving the operation or resending its command. */
    private static final String CLAIM_OVERDUE = """
            with due as (select id from operation where ended_at is null and deadline <= clock_timestamp()
              order by deadline limit 50 for update skip locked)
            update operation set deadline = ?1 from due where operation.id = due.id
            returning operation.id""";

    /** Null when unknown. Lock the row before every change: replies arrive on several topics concurrently. */
    Uni<Operation> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Claims the operations whose reply is overdue: sets their deadline, so that no other instance resends. At most 50. */
    Uni<List<UUID>> claimOverdue(Instant nextDeadline) {
        return getSession().flatMap(
                session -> session.createNativeQuery(CLAIM_OVERDUE, UUID.class).setParameter(1, nextDeadline).getResultList());
    }

    /** Open operations with their current steps, the oldest first; at most {@code limit} + 1, to see whether a page follows. */
    Uni<List<Object[]>> open(Set<OperationState> states, UUID after, int limit) {
        String next = after == null ? ""
                : " and (o.createdAt, o.id) > (select a.createdAt, a.id from Operation a where a.id = :after)";
        return getSession().flatMap(session -> {
            var query = session.createQuery("select o, s from Operation o join OperationStep s on s.operationId = o.id"
                    + " and s.seq = (select max(last.seq) from OperationStep last where last.operationId = o.id)"
                    + " where o.endedAt is null and o.state in :states" + next + " order by o.createdAt, o.id", Object[].class)
                    .setParameter("states", states);
            return (after == null ? query : query.setParameter("after", after)).setMaxResults(limit + 1).getResultList();
        });
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
