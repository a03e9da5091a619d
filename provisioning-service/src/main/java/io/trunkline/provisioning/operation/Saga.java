package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.wallet.WalletService;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/**
 * Moves an operation from step to step, in the caller's transaction, with the operation's row locked. After a failure it runs
 * the compensations in reverse order.
 */
@ApplicationScoped
class Saga {

    /** The longest delay between two sends of a command. */
    private static final Duration MAX_BACKOFF = Duration.ofHours(1);

    private final OperationRepository operations;
    private final WorkspaceRepository workspaces;
    private final StepCommands commands;
    private final WalletService wallets;
    private final SlotOutcomeHandler outcomeHandler;
    private final Outbox outbox;
    private final OperationConfig config;
    private final DatabaseClock clock;

    Saga(OperationRepository operations, WorkspaceRepository workspaces, StepCommands commands, WalletService wallets,
            SlotOutcomeHandler outcomeHandler, Outbox outbox, OperationConfig config,
            DatabaseClock clock) {
        this.operations = operations;
        this.workspaces = workspaces;
        this.commands = commands;
        this.wallets = wallets;
        this.outcomeHandler = outcomeHandler;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    Uni<Operation> start(Operation operation) {
        return clock.now().flatMap(now -> start(operation, now));
    }

    /** The current step succeeded. */
    Uni<Void> advance(Operation operation) {
        return clock.now().flatMap(now -> advance(operation, now));
    }

    /** The current step failed permanently: compensate the steps before it. */
    Uni<Void> fail(Operation operation, String code, String detail) {
        return clock.now().flatMap(now -> fail(operation, code, detail, now));
    }

    /** The current step ends without its reply: what it may have done is compensated too. */
    Uni<Void> abandon(Operation operation, String code, String detail) {
        Optional<Step> ownCompensation = operation.kind().plan().compensationOf(operation.step());
        operation.fail(code, detail);
        return clock.now().flatMap(now -> endFailedStep(operation, code, ownCompensation.or(operation::nextStep), now));
    }

    /** The current step ends as failed and its alternative runs in its place. The plan must have one. */
    Uni<Void> runAlternative(Operation operation, String reason) {
        Step alternative = operation.kind().plan().alternativeOf(operation.step()).orElseThrow();
        return clock.now().flatMap(now -> currentStep(operation).invoke(step -> step.fail(reason, now))
                .chain(() -> enter(operation, alternative, now)));
    }

    /** Shows in the timeline what the current step waits for. */
    Uni<Void> recordDetail(Operation operation, String detail) {
        return currentStep(operation).invoke(step -> step.recordDetail(detail)).replaceWithVoid();
    }

    /** Shows in the timeline which carriers failed, also after the ORDER step has ended. */
    Uni<Void> recordFailedAttempts(Operation operation, List<CarrierAttempt> attempts) {
        String failedAttempts = attempts.stream().map(attempt -> attempt.carrier() + ": " + attempt.code())
                .collect(Collectors.joining(", "));
        return operations.steps(operation.id()).invoke(steps -> steps.stream().filter(step -> step.name() == Step.ORDER)
                .reduce((earlier, later) -> later).ifPresent(step -> step.recordFailedAttempts(failedAttempts)))
                .replaceWithVoid();
    }

    /** Sends the command of the current step again. Its receiver is idempotent. */
    Uni<Void> resend(Operation operation) {
        return clock.now().flatMap(now -> currentStep(operation)
                .invoke(step -> operation.postpone(deadline(operation, step.countAttempt(), now)))
                .chain(() -> outbox.append(commands.commandOf(operation, operation.step())))
                .chain(() -> escalateIfLate(operation, now)));
    }

    /** Exponential back-off, so that a long outage does not end in a flood of commands; never later than the escalation. */
    private Instant deadline(Operation operation, int attempt, Instant now) {
        Duration backoff = config.replyTimeout().multipliedBy(1L << Math.min(attempt - 1, 16));
        Instant next = now.plus(backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF);
        Instant attention = attentionAt(operation);
        return now.isBefore(attention) && next.isAfter(attention) ? attention : next;
    }

    private Instant attentionAt(Operation operation) {
        return operation.createdAt().plus(config.attentionAfter());
    }

    private Uni<Void> escalateIfLate(Operation operation, Instant now) {
        return now.isBefore(attentionAt(operation)) ? Uni.createFrom().voidItem()
                : escalate(operation, operation.errorCode(), "No reply since " + operation.createdAt(), now);
    }

    /** The current step cannot end without a person. The operation waits and keeps what it holds. */
    Uni<Void> escalate(Operation operation, String code, String reason) {
        return recordDetail(operation, code + ": " + reason).chain(clock::now)
                .chain(now -> escalate(operation, code, reason, now));
    }

    private Uni<Void> escalate(Operation operation, String code, String reason, Instant now) {
        if (!operation.escalate()) {
            return Uni.createFrom().voidItem();
        }
        return outbox.append(new OperationNeedsAttention(operation.id(), operation.workspaceId(), operation.kind().name(),
                operation.step().name(), code, reason, now));
    }

    private Uni<Operation> start(Operation operation, Instant now) {
        operation.start(now, now.plus(config.replyTimeout()));
        return operations.persist(operation).call(() -> run(operation, now));
    }

    private Uni<Void> advance(Operation operation, Instant now) {
        return currentStep(operation).invoke(step -> step.complete(now))
                .chain(() -> operation.nextStep().map(next -> enter(operation, next, now)).orElseGet(() -> end(operation,
                        operation.isCompensating() ? OperationState.COMPENSATED : OperationState.COMPLETED, now)));
    }

    private Uni<Void> fail(Operation operation, String code, String detail, Instant now) {
        operation.fail(code, detail);
        return endFailedStep(operation, code, operation.nextStep(), now);
    }

    private Uni<Void> endFailedStep(Operation operation, String code, Optional<Step> compensation, Instant now) {
        return currentStep(operation).invoke(step -> step.fail(code, now))
                .chain(() -> compensation.map(step -> enter(operation, step, now))
                        .orElseGet(() -> end(operation, OperationState.FAILED, now)));
    }

    private Uni<Void> enter(Operation operation, Step step, Instant now) {
        operation.enter(step, now.plus(config.replyTimeout()));
        return run(operation, now);
    }

    private Uni<Void> run(Operation operation, Instant now) {
        Step step = operation.step();
        return operations.steps(operation.id())
                .chain(steps -> operations.add(OperationStep.start(operation.id(), steps.size() + 1, step, now)))
                .chain(() -> step.isLocal() ? runLocal(operation, step, now)
                        : outbox.append(commands.commandOf(operation, step)));
    }

    /**
     * Locks the workspace before its wallet, as requests do: another order deadlocks. Under this lock a workspace that was
     * deleted meanwhile does not pay for a number that it would not keep.
     */
    private Uni<Void> runLocal(Operation operation, Step step, Instant now) {
        return workspaces.lock(operation.workspaceId())
                .flatMap(workspace -> step == Step.CAPTURE && !workspace.isActive()
                        ? fail(operation, ProvisioningError.WORKSPACE_DELETED.name(), "Nothing was paid", now)
                        : moveMoney(operation, step).chain(() -> advance(operation, now)));
    }

    private Uni<Void> moveMoney(Operation operation, Step step) {
        return switch (step) {
            case HOLD -> wallets.hold(operation.holdId(), operation.workspaceId(), operation.priceCents(),
                    "number " + operation.e164());
            case CAPTURE -> wallets.capture(Ids.of(operation.id(), step), operation.holdId());
            case VOID -> wallets.voidHold(Ids.of(operation.id(), step), operation.holdId());
            default -> throw new IllegalArgumentException(step + " moves no money");
        };
    }

    private Uni<Void> end(Operation operation, OperationState state, Instant now) {
        operation.end(state, now);
        Uni<Operation> outcome = state == OperationState.COMPLETED ? outcomeHandler.handleCompleted(operation)
                : outcomeHandler.handleFailed(operation);
        return outcome.chain(followUp -> followUp == null ? Uni.createFrom().voidItem()
                : start(followUp, now).replaceWithVoid());
    }

    private Uni<OperationStep> currentStep(Operation operation) {
        return operations.steps(operation.id()).map(steps -> steps.get(steps.size() - 1));
    }
}
