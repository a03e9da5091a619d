package io.trunkline.provisioning.operation;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;

/**
 * Handles the replies of inventory-service and carrier-gateway to the commands of the sagas, in the consumer's transaction. A
 * reply to a step that has ended, or to an unknown operation, changes nothing.
 */
@ApplicationScoped
class ReplyHandler {

    private final OperationRepository operations;
    private final Saga saga;
    private final SlotOutcomeHandler outcomeHandler;
    private final OperationConfig config;

    ReplyHandler(OperationRepository operations, Saga saga, SlotOutcomeHandler outcomeHandler, OperationConfig config) {
        this.operations = operations;
        this.saga = saga;
        this.outcomeHandler = outcomeHandler;
        this.config = config;
    }

    /** An assigned number either fills the slot or is given back: a number that no operation expects would stay assigned. */
    Uni<Void> handleAssigned(NumberAssigned assigned) {
        return withOperation(assigned.operationId(), operation -> {
            if (!operation.isAt(Step.CLAIM) && !operation.isAt(Step.ORDER)) {
                return operation.keeps(assigned) ? nothing() : outcomeHandler.giveBack(operation, assigned);
            }
            if (!operation.accepts(assigned)) {
                return outcomeHandler.giveBack(operation, assigned).chain(() -> saga.fail(operation, "NUMBER_UNAVAILABLE",
                        "The slot was filled with another number"));
            }
            operation.assign(assigned);
            return saga.advance(operation);
        });
    }

    Uni<Void> handleAssignmentRefused(NumberAssignmentRefused refused) {
        return withOperation(refused.operationId(), operation -> operation.isAt(Step.CLAIM)
                ? saga.fail(operation, refused.code(), "The operation's number was released meanwhile")
                : failAt(Step.ORDER, operation, refused.code(),
                        "The number was bought, but it cannot be assigned; it is returned to the carrier"));
    }

    Uni<Void> handleNoneAvailable(NoNumberAvailable none) {
        return withOperation(none.operationId(), operation -> {
            if (!operation.isAt(Step.CLAIM)) {
                return nothing();
            }
            if (!config.orderWhenEmpty()) {
                return saga.fail(operation, "NO_NUMBERS_AVAILABLE", "The stock has no number that matches");
            }
            return saga.runAlternative(operation, "NO_NUMBERS_AVAILABLE: buying one");
        });
    }

    Uni<Void> handleReleased(NumberReleased released) {
        return withOperation(released.operationId(),
                operation -> operation.isAt(Step.RELEASE) || operation.isAt(Step.GIVE_BACK) ? saga.advance(operation)
                        : nothing());
    }

    /** A refused GIVE_BACK is done: the number is no longer the workspace's. A refused RELEASE fails the operation. */
    Uni<Void> handleReleaseRefused(NumberReleaseRefused refused) {
        return withOperation(refused.operationId(),
                operation -> operation.isAt(Step.GIVE_BACK) ? saga.advance(operation)
                        : failAt(Step.RELEASE, operation, refused.code(), "The number is not assigned to the workspace"));
    }

    /** The number is assigned by inventory-service's reply; this one only shows the failed attempts. */
    Uni<Void> handleOrdered(NumberOrdered ordered) {
        return ordered.attempts().isEmpty() ? nothing()
                : withOperation(ordered.operationId(), operation -> saga.recordFailedAttempts(operation, ordered.attempts()));
    }

    Uni<Void> handleOrderFailed(NumberOrderFailed failed) {
        return withOperation(failed.operationId(), operation -> recordFailedAttempts(operation, failed.attempts())
                .chain(() -> failAt(Step.ORDER, operation, failed.code(), failed.detail())));
    }

    Uni<Void> handleOrderUnknown(NumberOrderUnknown unknown) {
        return withOperation(unknown.operationId(), operation -> operation.isAt(Step.ORDER)
                ? saga.recordDetail(operation, "ORDER_UNKNOWN: being looked up at " + unknown.carrier())
                : nothing());
    }

    Uni<Void> handleOrderNeedsAttention(NumberOrderNeedsAttention undecided) {
        return withOperation(undecided.operationId(), operation -> operation.isAt(Step.ORDER)
                ? saga.escalate(operation, undecided.code(), undecided.detail())
                : nothing());
    }

    Uni<Void> handleConfigured(NumberConfigured configured) {
        return withOperation(configured.operationId(),
                operation -> operation.isAt(Step.CONFIGURE) ? saga.advance(operation) : nothing());
    }

    Uni<Void> handleConfigurationFailed(NumberConfigurationFailed failed) {
        return withOperation(failed.operationId(),
                operation -> failAt(Step.CONFIGURE, operation, failed.code(), failed.detail()));
    }

    private Uni<Void> recordFailedAttempts(Operation operation, List<CarrierAttempt> attempts) {
        return attempts.isEmpty() ? nothing() : saga.recordFailedAttempts(operation, attempts);
    }

    private Uni<Void> failAt(Step step, Operation operation, String code, String detail) {
        return operation.isAt(step) ? saga.fail(operation, code, detail) : nothing();
    }

    private Uni<Void> withOperation(UUID operationId, Function<Operation, Uni<Void>> effect) {
        return operationId == null ? nothing()
                : operations.lock(operationId).flatMap(operation -> operation == null ? nothing() : effect.apply(operation));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
