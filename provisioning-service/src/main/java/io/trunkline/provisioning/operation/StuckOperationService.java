package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;

/** Lets an admin end an operation whose reply does not arrive. */
@ApplicationScoped
class StuckOperationService {

    private final OperationRepository operations;
    private final Saga saga;

    StuckOperationService(OperationRepository operations, Saga saga) {
        this.operations = operations;
        this.saga = saga;
    }

    /** Fails the current step as if its reply were a refusal. A number that a late reply brings is released. */
    @WithTransaction
    Uni<Void> fail(UUID id, String actor) {
        return operations.lock(id)
                .onItem().ifNull().failWith(() -> new ProblemException(ProvisioningError.OPERATION_NOT_FOUND,
                        "No operation has the id " + id))
                .flatMap(operation -> {
                    requireStuck(operation);
                    Log.warnf("%s fails operation %s at step %s", actor, id, operation.step());
                    return operation.isCompensating() ? saga.fail(operation, operation.errorCode(), operation.errorDetail())
                            : saga.fail(operation, "ENDED_BY_ADMIN", "No reply arrived; an admin ended the operation");
                });
    }

    private static void requireStuck(Operation operation) {
        if (operation.state() != OperationState.NEEDS_ATTENTION) {
            throw new ProblemException(ProvisioningError.OPERATION_NOT_STUCK,
                    "The state of the operation is " + operation.state());
        }
        if (operation.isRelease()) {
            throw new ProblemException(ProvisioningError.OPERATION_NOT_STUCK,
                    "A release holds no money and has no compensation: it ends when inventory-service replies");
        }
    }
}
