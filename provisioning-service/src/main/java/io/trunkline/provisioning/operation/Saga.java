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
 * Moves an operation from step to step, inside the caller's transaction and with the operation's row locked. Forward
 * until it completes; after a failure backward, in reverse order, until nothing is left to undo.
 */
@ApplicationScoped
class Saga {

    /** However often a command was said in vain, it is said again after this long. */
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
        operation.createdAt = clock.instant();
        operation.step = firstStep(operation);
        operation.state = Operation.State.RUNNING;
        operation.deadline = operation.createdAt.plus(config.replyTimeout());
        return operations.persist(operation).call(() -> enterStep(operation, operation.step));
    }

    /** The current step succeeded. */
    Uni<Void> advance(Operation operation) {
        return endCurrentStep(operation, OperationStep.State.DONE, null).chain(() -> {
            Step next = operation.isCompensating() ? nextCompensation(operation) : nextStep(operation);
            if (next != null) {
                return enterStep(operation, next);
            }
            return finish(operation, operation.isCompensating() ? Operation.State.COMPENSATED : Operation.State.COMPLETED);
        });
    }

    /** The current step failed for good: undo what was done before it. */
    Uni<Void> fail(Operation operation, String code, String detail) {
        operation.errorCode = code;
        operation.errorDetail = detail;
        return endCurrentStep(operation, OperationStep.State.FAILED, code).chain(() -> {
            Step compensation = nextCompensation(operation);
            return compensation == null ? finish(operation, Operation.State.FAILED) : enterStep(operation, compensation);
        });
    }

    /** Another step takes over from the current one, which had nothing to give. */
    Uni<Void> replaceStep(Operation operation, String reason, Step next) {
        return endCurrentStep(operation, OperationStep.State.FAILED, reason).chain(() -> enterStep(operation, next));
    }

    /** The current step goes on; the timeline says what is waited for. */
    Uni<Void> recordDetail(Operation operation, String detail) {
        return currentStep(operation).invoke(step -> step.detail = detail).replaceWithVoid();
    }

    /** The number was not to be had from every carrier; the timeline keeps that, even when the order is over by now. */
    Uni<Void> recordFailedAttempts(Operation operation, List<CarrierAttempt> attempts) {
        String failedAttempts = attempts.stream().map(attempt -> attempt.carrier() + ": " + attempt.code())
                .collect(Collectors.joining(", "));
        return operations.steps(operation.id).invoke(steps -> steps.stream().filter(step -> step.name == Step.ORDER)
                .reduce((earlier, later) -> later).ifPresent(step -> step.failedAttempts = failedAttempts)).replaceWithVoid();
    }

    /** No answer in time: the same command is said again; whoever did it already does nothing. */
    Uni<Void> resend(Operation operation) {
        Instant now = clock.instant();
        return currentStep(operation).invoke(step -> operation.deadline = deadline(operation, ++step.attempt, now))
                .chain(() -> outbox.append(commands.commandOf(operation, operation.step)))
                .chain(() -> escalateIfLate(operation, now));
    }

    /** Each time twice as long, so that an outage of hours does not end in a flood, but never past the call for a person. */
    private Instant deadline(Operation operation, int attempt, Instant now) {
        Duration backoff = config.replyTimeout().multipliedBy(1L << Math.min(attempt - 1, 16));
        Instant next = now.plus(backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF);
        Instant attention = attentionAt(operation);
        return now.isBefore(attention) && next.isAfter(attention) ? attention : next;
    }

    private Instant attentionAt(Operation operation) {
        return operation.createdAt.plus(config.attentionAfter());
    }

    private Uni<Void> escalateIfLate(Operation operation, Instant now) {
        return now.isBefore(attentionAt(operation)) ? Uni.createFrom().voidItem()
                : escalate(operation, operation.errorCode, "No answer since " + operation.createdAt, now);
    }

    /** Whoever does the current step says that it cannot end without a person; the operation waits, with all it holds. */
    Uni<Void> escalate(Operation operation, String code, String reason) {
        return recordDetail(operation, code + ": " + reason)
                .chain(() -> escalate(operation, code, reason, clock.instant()));
    }

    private Uni<Void> escalate(Operation operation, String code, String reason, Instant now) {
        if (operation.state == Operation.State.NEEDS_ATTENTION) {
            return Uni.createFrom().voidItem();
        }
        operation.state = Operation.State.NEEDS_ATTENTION;
        return outbox.append(new OperationNeedsAttention(operation.id, operation.workspaceId, operation.kind.name(),
                operation.step.name(), code, reason, now));
    }

    private Uni<Void> enterStep(Operation operation, Step step) {
        Instant now = clock.instant();
        operation.step = step;
        operation.state = operation.isCompensating() ? Operation.State.COMPENSATING : Operation.State.RUNNING;
        operation.deadline = now.plus(config.replyTimeout());
        return operations.steps(operation.id).flatMap(steps -> {
            OperationStep started = new OperationStep();
            started.operationId = operation.id;
            started.seq = steps.size() + 1;
            started.name = step;
            started.state = OperationStep.State.RUNNING;
            started.attempt = 1;
            started.startedAt = now;
            return operations.add(started);
        }).chain(() -> step.isLocal() ? moveMoney(operation, step).chain(() -> advance(operation))
                : outbox.append(commands.commandOf(operation, step)));
    }

    /** A request locks its workspace before its wallet: so must an answer, or the two wait for each other. */
    private Uni<Void> moveMoney(Operation operation, Step step) {
        return workspaces.lock(operation.workspaceId).chain(() -> switch (step) {
            case HOLD -> wallets.hold(operation.holdId(), operation.workspaceId, operation.priceCents,
                    "number " + operation.e164);
            case CAPTURE -> wallets.capture(Ids.of(operation.id, step), operation.holdId());
            case VOID -> wallets.voidHold(Ids.of(operation.id, step), operation.holdId());
            default -> throw new IllegalArgumentException(step + " moves no money");
        });
    }

    private Uni<Void> finish(Operation operation, Operation.State state) {
        operation.state = state;
        operation.endedAt = clock.instant();
        if (state != Operation.State.COMPLETED) {
            return outcomeHandler.handleFailed(operation);
        }
        return outcomeHandler.handleCompleted(operation)
                .chain(followUp -> followUp == null ? Uni.createFrom().voidItem() : start(followUp).replaceWithVoid());
    }

    private Uni<Void> endCurrentStep(Operation operation, OperationStep.State state, String reason) {
        return currentStep(operation).invoke(step -> step.end(state, reason, clock.instant())).replaceWithVoid();
    }

    private Uni<OperationStep> currentStep(Operation operation) {
        return operations.steps(operation.id).map(steps -> steps.get(steps.size() - 1));
    }

    private static Step firstStep(Operation operation) {
        return switch (operation.kind) {
            case PROVISION -> Step.CLAIM;
            case PURCHASE -> Step.HOLD;
            case RELEASE -> Step.RELEASE;
        };
    }

    /** Null at the end. */
    private static Step nextStep(Operation operation) {
        return switch (operation.step) {
            case HOLD -> Step.ORDER;
            case CLAIM, ORDER -> Step.CONFIGURE;
            case CONFIGURE -> operation.priceCents == null ? null : Step.CAPTURE;
            default -> null;
        };
    }

    /** What is still in the operation's hands, last taken first; null when nothing is. */
    private static Step nextCompensation(Operation operation) {
        if (operation.kind == Operation.Kind.RELEASE || operation.step == Step.VOID) {
            return null;
        }
        if (operation.numberId != null && operation.step != Step.GIVE_BACK) {
            return Step.GIVE_BACK;
        }
        return operation.priceCents == null ? null : Step.VOID;
    }
}
