package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The audit trail of operators' actions; rows are only added. */
@ApplicationScoped
class OperatorActionRepository {

    private static final String INSERT = """
            insert into operator_action (operation_id, action, actor, reason, before_state, before_step, after_state, after_step)
            values (?1, ?2, ?3, cast(?4 as text), ?5, ?6, ?7, ?8)""";

    enum Action {
        FAIL,
        REDRIVE
    }

    /** State and step of an operation at one moment. */
    record Snapshot(OperationState state, Step step) {
        static Snapshot of(Operation operation) {
            return new Snapshot(operation.state(), operation.step());
        }
    }

    /** @param reason null: the operator gave none */
    Uni<Void> add(UUID operation, Action action, String actor, String reason, Snapshot before, Snapshot after) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(INSERT)
                .setParameter(1, operation).setParameter(2, action.name()).setParameter(3, actor).setParameter(4, reason)
                .setParameter(5, before.state().name()).setParameter(6, before.step().name())
                .setParameter(7, after.state().name()).setParameter(8, after.step().name()).executeUpdate())
                .replaceWithVoid();
    }
}
