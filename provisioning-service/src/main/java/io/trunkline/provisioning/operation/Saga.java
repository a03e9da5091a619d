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
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final OperationRepository operations;
    private final WorkspaceRepository workspaces;
    private final Commands commands;
    private final WalletService wallets;
    private final SlotOutcome outcome;
    private final Outbox outbox;
    private final OperationConfig config;
    private final Clock clock = Clock.systemUTC();

    Saga(OperationRepository operations, WorkspaceRepository workspaces, Commands commands, WalletService wallets,
            SlotOutcome outcome, Outbox outbox, OperationConfig config) {
        this.operations = operations;
        this.workspaces = workspaces;
        this.commands = commands;
        this.wallets = wallets;
        this.outcome = outcome;
        this.outbox = outbox;
        this.config = config;
    }

    Uni<Operation> start(Operation operation) {
        operation.createdAt = clock.instant();
        operation.step = first(operation);
        operation.state = Operation.State.RUNNING;
        operation.deadline = operation.createdAt.plus(config.answerWithin());
        return operations.persist(operation).call(() -> enter(operation, operation.step));
    }

    /** The current step succeeded. */
    Uni<Void> advance(Operation operation) {
        return endStep(operation, OperationStep.State.DONE, null).chain(() -> {
            Step next = operation.isUndoing() ? nextUndo(operation) : next(operation);
            if (next != null) {
                return enter(operation, next);
            }
            return end(operation, operation.isUndoing() ? Operation.State.COMPENSATED : Operation.State.COMPLETED);
        });
    }

    /** The current step failed for good: undo what was done before it. */
    Uni<Void> fail(Operation operation, String code, String detail) {
        operation.errorCode = code;
        operation.errorDetail = detail;
        return endStep(operation, OperationStep.State.FAILED, code).chain(() -> {
            Step undo = nextUndo(operation);
            return undo == null ? end(operation, Operation.State.FAILED) : enter(operation, undo);
        });
    }

    /** Another step takes over from the current one, which had nothing to give. */
    Uni<Void> insteadOf(Operation operation, String why, Step next) {
        return endStep(operation, OperationStep.State.FAILED, why).chain(() -> enter(operation, next));
    }

    /** The current step goes on; the timeline says what is waited for. */
    Uni<Void> note(Operation operation, String what) {
        return current(operation).invoke(line -> line.note = what).replaceWithVoid();
    }

    /** The number was not to be had from every carrier; the timeline keeps that, even when the order is over by now. */
    Uni<Void> tried(Operation operation, List<CarrierAttempt> attempts) {
        String tried = attempts.stream().map(attempt -> attempt.carrier() + ": " + attempt.code())
                .collect(Collectors.joining(", "));
        return operations.steps(operation.id).invoke(lines -> lines.stream().filter(line -> line.name == Step.ORDER)
                .reduce((earlier, later) -> later).ifPresent(line -> line.tried = tried)).replaceWithVoid();
    }

    /** No answer in time: the same command is said again; whoever did it already does nothing. */
    Uni<Void> sayAgain(Operation operation) {
        Instant now = clock.instant();
        return current(operation).invoke(line -> operation.deadline = deadline(operation, ++line.attempt, now))
                .chain(() -> outbox.append(commands.of(operation, operation.step)))
                .chain(() -> callSomebodyIfLate(operation, now));
    }

    /** Each time twice as long, so that an outage of hours does not end in a flood, but never past the call for a person. */
    private Instant deadline(Operation operation, int attempt, Instant now) {
        Duration wait = config.answerWithin().multipliedBy(1L << Math.min(attempt - 1, 16));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        Instant attention = attentionAt(operation);
        return now.isBefore(attention) && next.isAfter(attention) ? attention : next;
    }

    private Instant attentionAt(Operation operation) {
        return operation.createdAt.plus(config.attentionAfter());
    }

    private Uni<Void> callSomebodyIfLate(Operation operation, Instant now) {
        return now.isBefore(attentionAt(operation)) ? Uni.createFrom().voidItem()
                : callSomebody(operation, operation.errorCode, "No answer since " + operation.createdAt, now);
    }

    /** Whoever does the current step says that it cannot end without a person; the operation waits, with all it holds. */
    Uni<Void> callSomebody(Operation operation, String code, String why) {
        return note(operation, code + ": " + why)
                .chain(() -> callSomebody(operation, code, why, clock.instant()));
    }

    private Uni<Void> callSomebody(Operation operation, String code, String why, Instant now) {
        if (operation.state == Operation.State.NEEDS_ATTENTION) {
            return Uni.createFrom().voidItem();
        }
        operation.state = Operation.State.NEEDS_ATTENTION;
        return outbox.append(new OperationNeedsAttention(operation.id, operation.workspaceId, operation.kind.name(),
                operation.step.name(), code, why, now));
    }

    private Uni<Void> enter(Operation operation, Step step) {
        Instant now = clock.instant();
        operation.step = step;
        operation.state = operation.isUndoing() ? Operation.State.COMPENSATING : Operation.State.RUNNING;
        operation.deadline = now.plus(config.answerWithin());
        return operations.steps(operation.id).flatMap(lines -> {
            OperationStep line = new OperationStep();
            line.operationId = operation.id;
            line.seq = lines.size() + 1;
            line.name = step;
            line.state = OperationStep.State.RUNNING;
            line.attempt = 1;
            line.startedAt = now;
            return operations.add(line);
        }).chain(() -> step.isLocal() ? moveMoney(operation, step).chain(() -> advance(operation))
                : outbox.append(commands.of(operation, step)));
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

    private Uni<Void> end(Operation operation, Operation.State state) {
        operation.state = state;
        operation.endedAt = clock.instant();
        if (state != Operation.State.COMPLETED) {
            return outcome.failed(operation);
        }
        return outcome.completed(operation)
                .chain(followUp -> followUp == null ? Uni.createFrom().voidItem() : start(followUp).replaceWithVoid());
    }

    private Uni<Void> endStep(Operation operation, OperationStep.State state, String why) {
        return current(operation).invoke(line -> line.end(state, why, clock.instant())).replaceWithVoid();
    }

    private Uni<OperationStep> current(Operation operation) {
        return operations.steps(operation.id).map(lines -> lines.get(lines.size() - 1));
    }

    private static Step first(Operation operation) {
        return switch (operation.kind) {
            case PROVISION -> Step.CLAIM;
            case PURCHASE -> Step.HOLD;
            case RELEASE -> Step.RELEASE;
        };
    }

    /** Null at the end. */
    private static Step next(Operation operation) {
        return switch (operation.step) {
            case HOLD -> Step.ORDER;
            case CLAIM, ORDER -> Step.CONFIGURE;
            case CONFIGURE -> operation.priceCents == null ? null : Step.CAPTURE;
            default -> null;
        };
    }

    /** What is still in the operation's hands, last taken first; null when nothing is. */
    private static Step nextUndo(Operation operation) {
        if (operation.kind == Operation.Kind.RELEASE || operation.step == Step.VOID) {
            return null;
        }
        if (operation.numberId != null && operation.step != Step.GIVE_BACK) {
            return Step.GIVE_BACK;
        }
        return operation.priceCents == null ? null : Step.VOID;
    }
}
