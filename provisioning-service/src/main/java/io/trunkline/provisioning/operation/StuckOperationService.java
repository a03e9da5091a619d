package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;

/** What an operator does about an operation that cannot end by itself. */
@ApplicationScoped
class StuckOperationService {

    private final OperationRepository operations;
    private final Saga saga;

    StuckOperationService(OperationRepository operations, Saga saga) {
        this.operations = operations;
        this.saga = saga;
    }

    /** The awaited answer counts as a refusal; should it come after all, a number that it brings goes back. */
    @WithTransaction
    Uni<Void> fail(UUID id, String actor) {
        return operations.lock(id)
                .onItem().ifNull().failWith(() -> new ProblemException(ProvisioningError.OPERATION_NOT_FOUND,
                        "No operation has the id " + id))
                .flatMap(operation -> {
                    requireStuck(operation);
                    Log.warnf("%s ends operation %s at %s", actor, id, operation.step);
                    return operation.isCompensating() ? saga.fail(operation, operation.errorCode, operation.errorDetail)
                            : saga.fail(operation, "ENDED_BY_ADMIN", "No answer came, and an operator ended it");
                });
    }

    private static void requireStuck(Operation operation) {
        if (operation.state != Operation.State.NEEDS_ATTENTION) {
            throw new ProblemException(ProvisioningError.OPERATION_NOT_STUCK, "Its state is " + operation.state);
        }
        if (operation.kind == Operation.Kind.RELEASE) {
            throw new ProblemException(ProvisioningError.OPERATION_NOT_STUCK,
                    "A release holds no money and is not undone: it ends when inventory-service answers");
        }
    }
}
