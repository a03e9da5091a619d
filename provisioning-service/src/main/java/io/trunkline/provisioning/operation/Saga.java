package io.trunkline.provisioning.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
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
    private final Clock clock = Clock.systemUTC();

    Saga(OperationRepository operations, WorkspaceRepository workspaces, StepCommands commands, WalletService wallets,
            SlotOutcomeHandler outcomeHandler, Outbox outbox, OperationConfig config) {
        this.operations = operations;
        this.workspaces = workspaces;
        this.commands = commands;
        this.wallets = wallets;
        this.outcomeHandler = outcomeHandler;
        this.outbox = outbox;
        this.config = config;
    }

    Uni<Operation> start(Operation operation) {
        Instant now = clock.instant();
        operation.start(now, now.plus(config.replyTimeout()));
        return operations.persist(operation).call(() -> run(operation, now));
    }

    /** The current step succeeded. */
    Uni<Void> advance(Operation operation) {
        return currentStep(operation).invoke(step -> step.complete(clock.instant()))
                .chain(() -> operation.nextStep().map(next -> enter(operation, next)).orElseGet(() -> end(operation,
                        operation.isCompensating() ? OperationState.COMPENSATED : OperationState.COMPLETED)));
    }

    /** The current step failed permanently: compensate the steps before it. */
    Uni<Void> fail(Operation operation, String code, String detail) {
        operation.fail(code, detail);
        return currentStep(operation).invoke(step -> step.fail(code, clock.instant()))
                .chain(() -> operation.nextStep().map(compensation -> enter(operation, compensation))
                        .orElseGet(() -> end(operation, OperationState.FAILED)));
    }

    /** The current step ends as failed and its alternative runs in its place. The plan must have one. */
    Uni<Void> runAlternative(Operation operation, String reason) {
        Step alternative = operation.kind().plan().alternativeOf(operation.step()).orElseThrow();
        return currentStep(operation).invoke(step -> step.fail(reason, clock.instant()))
                .chain(() -> enter(operation, alternative));
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

    /** Sends the command of the current step again after a timeout. Its receiver is idempotent. */
    Uni<Void> resend(Operation operation) {
        Instant now = clock.instant();
        return currentStep(operation).invoke(step -> operation.postpone(deadline(operation, step.countAttempt(), now)))
                .chain(() -> outbox.append(commands.commandOf(operation, operation.step())))
                .chain(() -> escalateIfLate(operation, now));
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
        return recordDetail(operation, code + ": " + reason)
                .chain(() -> escalate(operation, code, reason, clock.instant()));
    }

    private Uni<Void> escalate(Operation operation, String code, String reason, Instant now) {
        if (!operation.escalate()) {
            return Uni.createFrom().voidItem();
        }
        return outbox.append(new OperationNeedsAttention(operation.id(), operation.workspaceId(), operation.kind().name(),
                operation.step().name(), code, reason, now));
    }

    private Uni<Void> enter(Operation operation, Step step) {
        Instant now = clock.instant();
        operation.enter(step, now.plus(config.replyTimeout()));
        return run(operation, now);
    }

    private Uni<Void> run(Operation operation, Instant now) {
        Step step = operation.step();
        return operations.steps(operation.id())
                .chain(steps -> operations.add(OperationStep.start(operation.id(), steps.size() + 1, step, now)))
                .chain(() -> step.isLocal() ? moveMoney(operation, step).chain(() -> advance(operation))
                        : outbox.append(commands.commandOf(operation, step)));
    }

    /** Locks the workspace before its wallet, as requests do: another order deadlocks. */
    private Uni<Void> moveMoney(Operation operation, Step step) {
        return workspaces.lock(operation.workspaceId()).chain(() -> switch (step) {
            case HOLD -> wallets.hold(operation.holdId(), operation.workspaceId(), operation.priceCents(),
                    "number " + operation.e164());
            case CAPTURE -> wallets.capture(Ids.of(operation.id(), step), operation.holdId());
            case VOID -> wallets.voidHold(Ids.of(operation.id(), step), operation.holdId());
            default -> throw new IllegalArgumentException(step + " moves no money");
        });
    }

    private Uni<Void> end(Operation operation, OperationState state) {
        operation.end(state, clock.instant());
        if (state != OperationState.COMPLETED) {
            return outcomeHandler.handleFailed(operation);
        }
        return outcomeHandler.handleCompleted(operation)
                .chain(followUp -> followUp == null ? Uni.createFrom().voidItem() : start(followUp).replaceWithVoid());
    }

    private Uni<OperationStep> currentStep(Operation operation) {
        return operations.steps(operation.id()).map(steps -> steps.get(steps.size() - 1));
    }
}
