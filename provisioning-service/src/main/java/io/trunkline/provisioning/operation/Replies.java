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
 * What the answers from outside mean for the operation that waits for them. An answer to a step that is over, or to an
 * operation that is not ours, changes nothing.
 */
@ApplicationScoped
class Replies {

    private final OperationRepository operations;
    private final Saga saga;
    private final SlotOutcome outcome;
    private final OperationConfig config;

    Replies(OperationRepository operations, Saga saga, SlotOutcome outcome, OperationConfig config) {
        this.operations = operations;
        this.saga = saga;
        this.outcome = outcome;
        this.config = config;
    }

    /** Runs in the consumer's transaction. */
    Uni<Void> on(Event event) {
        if (event instanceof NumberAssigned assigned) {
            return waiting(assigned.operationId(), operation -> onAssigned(operation, assigned));
        }
        if (event instanceof NumberAssignmentRefused refused) {
            return waiting(refused.operationId(), operation -> failAt(Step.ORDER, operation, refused.code(),
                    "The number was bought, but here it belongs to somebody or rests"));
        }
        if (event instanceof NoNumberAvailable none) {
            return waiting(none.operationId(), this::onNoneAvailable);
        }
        if (event instanceof NumberReleased released) {
            return waiting(released.operationId(), this::onReleased);
        }
        if (event instanceof NumberReleaseRefused refused) {
            return waiting(refused.operationId(), operation -> onReleaseRefused(operation, refused));
        }
        if (event instanceof NumberOrderFailed failed) {
            return waiting(failed.operationId(), operation -> tried(operation, failed.attempts())
                    .chain(() -> failAt(Step.ORDER, operation, failed.code(), failed.detail())));
        }
        if (event instanceof NumberOrdered ordered && !ordered.attempts().isEmpty()) {
            return waiting(ordered.operationId(), operation -> tried(operation, ordered.attempts()));
        }
        if (event instanceof NumberOrderUnknown unknown) {
            return waiting(unknown.operationId(), operation -> operation.isAt(Step.ORDER)
                    ? saga.note(operation, "ORDER_UNKNOWN: being looked up at " + unknown.carrier())
                    : nothing());
        }
        if (event instanceof NumberOrderNeedsAttention stuck) {
            return waiting(stuck.operationId(), operation -> operation.isAt(Step.ORDER)
                    ? saga.callSomebody(operation, stuck.code(), stuck.detail())
                    : nothing());
        }
        if (event instanceof NumberConfigured configured) {
            return waiting(configured.operationId(),
                    operation -> operation.isAt(Step.CONFIGURE) ? saga.advance(operation) : nothing());
        }
        if (event instanceof NumberConfigurationFailed failed) {
            return waiting(failed.operationId(),
                    operation -> failAt(Step.CONFIGURE, operation, failed.code(), failed.detail()));
        }
        return nothing();
    }

    private Uni<Void> onAssigned(Operation operation, NumberAssigned assigned) {
        if (operation.isEnded() && operation.state != Operation.State.COMPLETED) {
            return outcome.assignedTooLate(operation, assigned);
        }
        if (!operation.isAt(Step.CLAIM) && !operation.isAt(Step.ORDER)) {
            return nothing();
        }
        if (operation.kind == Operation.Kind.PURCHASE && !assigned.e164().equals(operation.e164)) {
            // Not the number the money is held for, so not one to capture for, and not one to give back either.
            return saga.fail(operation, "NUMBER_UNAVAILABLE", "The slot was filled with another number");
        }
        operation.numberId = assigned.numberId();
        operation.e164 = assigned.e164();
        operation.numberType = assigned.numberType();
        operation.country = assigned.country();
        operation.carrier = assigned.carrier();
        operation.carrierNumberId = assigned.carrierNumberId();
        operation.ordered = operation.isBoughtBy(assigned.orderId());
        return saga.advance(operation);
    }

    private Uni<Void> onNoneAvailable(Operation operation) {
        if (!operation.isAt(Step.CLAIM)) {
            return nothing();
        }
        if (!config.orderWhenEmpty()) {
            return saga.fail(operation, "NO_NUMBERS_AVAILABLE", "The stock has no such number");
        }
        return saga.insteadOf(operation, "NO_NUMBERS_AVAILABLE: buying one", Step.ORDER);
    }

    private Uni<Void> onReleased(Operation operation) {
        return operation.isAt(Step.RELEASE) || operation.isAt(Step.GIVE_BACK) ? saga.advance(operation) : nothing();
    }

    /** Giving back what is not ours any more is done; releasing it is refused. */
    private Uni<Void> onReleaseRefused(Operation operation, NumberReleaseRefused refused) {
        return operation.isAt(Step.GIVE_BACK) ? saga.advance(operation)
                : failAt(Step.RELEASE, operation, refused.code(), "The number is not the workspace's");
    }

    private Uni<Void> tried(Operation operation, List<CarrierAttempt> attempts) {
        return attempts.isEmpty() ? nothing() : saga.tried(operation, attempts);
    }

    private Uni<Void> failAt(Step step, Operation operation, String code, String detail) {
        return operation.isAt(step) ? saga.fail(operation, code, detail) : nothing();
    }

    private Uni<Void> waiting(UUID operationId, Function<Operation, Uni<Void>> effect) {
        return operationId == null ? nothing()
                : operations.lock(operationId).flatMap(operation -> operation == null ? nothing() : effect.apply(operation));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
