package io.trunkline.provisioning.operation;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.operation.OperatorActionRepository.Action;
import io.trunkline.provisioning.operation.OperatorActionRepository.Snapshot;

/** Lets an operator act on an operation whose reply does not arrive. Every action is stored with its actor and reason. */
@ApplicationScoped
class StuckOperationService {

    private final OperationRepository operations;
    private final OperatorActionRepository actions;
    private final Saga saga;

    StuckOperationService(OperationRepository operations, OperatorActionRepository actions, Saga saga) {
        this.operations = operations;
        this.actions = actions;
        this.saga = saga;
    }

    /**
     * Ends the current step without its reply. What the step may have done is compensated: inventory-service confirms that the
     * operation has no number before its money is free again.
     */
    @WithTransaction
    Uni<Void> fail(UUID id, String actor, String reason) {
        return lock(id).flatMap(operation -> {
            requireFailable(operation);
            return audited(operation, Action.FAIL, actor, reason,
                    () -> saga.abandon(operation, "ENDED_BY_ADMIN", "No reply arrived; an admin ended the operation"));
        });
    }

    /** Sends the command of the current step again, also of a compensation and of a release. */
    @WithTransaction
    Uni<Void> redrive(UUID id, String actor, String reason) {
        return lock(id).flatMap(operation -> {
            if (operation.isEnded()) {
                throw notStuck(operation);
            }
            return audited(operation, Action.REDRIVE, actor, reason, () -> saga.resend(operation));
        });
    }

    private Uni<Void> audited(Operation operation, Action action, String actor, String reason, Supplier<Uni<Void>> work) {
        Snapshot before = Snapshot.of(operation);
        Log.warnf("%s: %s of operation %s at step %s", actor, action, operation.id(), operation.step());
        return work.get().chain(() -> actions.add(operation.id(), action, actor, reason, before, Snapshot.of(operation)));
    }

    private Uni<Operation> lock(UUID id) {
        return operations.lock(id).onItem().ifNull().failWith(() -> new ProblemException(
                ProvisioningError.OPERATION_NOT_FOUND, "No operation has the id " + id));
    }

    private static void requireFailable(Operation operation) {
        if (operation.state() != OperationState.NEEDS_ATTENTION) {
            throw notStuck(operation);
        }
        if (operation.isRelease()) {
            throw new ProblemException(ProvisioningError.OPERATION_NOT_STUCK,
                    "A release holds no money and has no compensation: it ends when inventory-service replies");
        }
        if (operation.isCompensating()) {
            throw new ProblemException(ProvisioningError.OPERATION_COMPENSATING, operation.step()
                    + " ends when inventory-service confirms that the workspace does not have the number; redrive it");
        }
    }

    private static ProblemException notStuck(Operation operation) {
        return new ProblemException(ProvisioningError.OPERATION_NOT_STUCK,
                "The state of the operation is " + operation.state());
    }
}
