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
import io.trunkline.events.Event;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;

/**
 * Handles the replies of inventory-service and carrier-gateway to the commands of the sagas. A reply to a step that has
 * ended, or to an unknown operation, changes nothing.
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

    /** Runs in the consumer's transaction. */
    Uni<Void> handle(Event event) {
        if (event instanceof NumberAssigned assigned) {
            return withOperation(assigned.operationId(), operation -> handleAssigned(operation, assigned));
        }
        if (event instanceof NumberAssignmentRefused refused) {
            return withOperation(refused.operationId(), operation -> failAt(Step.ORDER, operation, refused.code(),
                    "The number was bought, but it is assigned or in quarantine here"));
        }
        if (event instanceof NoNumberAvailable none) {
            return withOperation(none.operationId(), this::handleNoneAvailable);
        }
        if (event instanceof NumberReleased released) {
            return withOperation(released.operationId(), this::handleReleased);
        }
        if (event instanceof NumberReleaseRefused refused) {
            return withOperation(refused.operationId(), operation -> handleReleaseRefused(operation, refused));
        }
        if (event instanceof NumberOrderFailed failed) {
            return withOperation(failed.operationId(), operation -> recordFailedAttempts(operation, failed.attempts())
                    .chain(() -> failAt(Step.ORDER, operation, failed.code(), failed.detail())));
        }
        if (event instanceof NumberOrdered ordered && !ordered.attempts().isEmpty()) {
            return withOperation(ordered.operationId(), operation -> recordFailedAttempts(operation, ordered.attempts()));
        }
        if (event instanceof NumberOrderUnknown unknown) {
            return withOperation(unknown.operationId(), operation -> operation.isAt(Step.ORDER)
                    ? saga.recordDetail(operation, "ORDER_UNKNOWN: being looked up at " + unknown.carrier())
                    : nothing());
        }
        if (event instanceof NumberOrderNeedsAttention stuck) {
            return withOperation(stuck.operationId(), operation -> operation.isAt(Step.ORDER)
                    ? saga.escalate(operation, stuck.code(), stuck.detail())
                    : nothing());
        }
        if (event instanceof NumberConfigured configured) {
            return withOperation(configured.operationId(),
                    operation -> operation.isAt(Step.CONFIGURE) ? saga.advance(operation) : nothing());
        }
        if (event instanceof NumberConfigurationFailed failed) {
            return withOperation(failed.operationId(),
                    operation -> failAt(Step.CONFIGURE, operation, failed.code(), failed.detail()));
        }
        return nothing();
    }

    private Uni<Void> handleAssigned(Operation operation, NumberAssigned assigned) {
        if (operation.isEnded() && !operation.isCompleted()) {
            return outcomeHandler.releaseLateNumber(operation, assigned);
        }
        if (!operation.isAt(Step.CLAIM) && !operation.isAt(Step.ORDER)) {
            return nothing();
        }
        if (!operation.accepts(assigned)) {
            // The money is held for another number: this one is neither captured for nor given back.
            return saga.fail(operation, "NUMBER_UNAVAILABLE", "The slot was filled with another number");
        }
        operation.assign(assigned);
        return saga.advance(operation);
    }

    private Uni<Void> handleNoneAvailable(Operation operation) {
        if (!operation.isAt(Step.CLAIM)) {
            return nothing();
        }
        if (!config.orderWhenEmpty()) {
            return saga.fail(operation, "NO_NUMBERS_AVAILABLE", "The stock has no number that matches");
        }
        return saga.replaceStep(operation, "NO_NUMBERS_AVAILABLE: buying one", Step.ORDER);
    }

    private Uni<Void> handleReleased(Operation operation) {
        return operation.isAt(Step.RELEASE) || operation.isAt(Step.GIVE_BACK) ? saga.advance(operation) : nothing();
    }

    /** A refused GIVE_BACK is done: the number is no longer the workspace's. A refused RELEASE fails the operation. */
    private Uni<Void> handleReleaseRefused(Operation operation, NumberReleaseRefused refused) {
        return operation.isAt(Step.GIVE_BACK) ? saga.advance(operation)
                : failAt(Step.RELEASE, operation, refused.code(), "The number is not assigned to the workspace");
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
