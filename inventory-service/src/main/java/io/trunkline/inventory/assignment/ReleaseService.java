package io.trunkline.inventory.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Disposal;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.NumberHistory;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.NumberStatus;
import io.trunkline.inventory.number.OperationNumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.outbox.Outbox;

/** Releases numbers from workspaces: into quarantine, to the carrier or set aside. Ends expired quarantines. */
@ApplicationScoped
class ReleaseService {

    /** The most quarantines that one transaction ends. */
    static final int BATCH = 100;

    private final NumberRepository numbers;
    private final OperationNumberRepository operations;
    private final Outbox outbox;
    private final QuarantineConfig quarantine;
    private final DatabaseClock clock;

    ReleaseService(NumberRepository numbers, OperationNumberRepository operations, Outbox outbox, QuarantineConfig quarantine,
            DatabaseClock clock) {
        this.numbers = numbers;
        this.operations = operations;
        this.outbox = outbox;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** Answers each command; a repeated operation gets its first answer again. */
    @WithTransaction
    public Uni<Void> release(ReleaseNumber command) {
        if (command.assignedFor() != null) {
            return giveUp(command);
        }
        return numbers.lock(command.numberId()).flatMap(number -> number != null && number.belongsTo(command.workspaceId())
                ? releaseOwned(number, command)
                : repeatOrRefuse(number, command));
    }

    /** @return how many quarantines had expired, at most {@link #BATCH} */
    @WithTransaction
    public Uni<Integer> endExpiredQuarantines() {
        return numbers.lockExpiredQuarantines(BATCH).flatMap(expired -> Multi.createFrom().iterable(expired)
                .onItem().transformToUniAndConcatenate(number -> clock.now()
                        .flatMap(now -> outbox.append(endQuarantine(number, now))))
                .collect().asList().replaceWith(expired.size()));
    }

    /**
     * An operation gives up the number that it was assigned, and every number that it might be assigned later. The number is
     * released unless another operation of its slot has it too.
     */
    private Uni<Void> giveUp(ReleaseNumber command) {
        return operations.lockNumberOf(command.assignedFor()).flatMap(number -> {
            if (command.numberId() != null && (number == null || !command.numberId().equals(number.id()))) {
                return refuse(command);
            }
            return operations.end(command.assignedFor(), number).flatMap(isWanted -> {
                if (number == null || isWanted) {
                    return refuse(command);
                }
                return number.belongsTo(command.workspaceId()) ? releaseOwned(number, command)
                        : repeatOrRefuse(number, command);
            });
        });
    }

    private Uni<Void> releaseOwned(PhoneNumber number, ReleaseNumber command) {
        Change change = new Change("provisioning-service", reasonOf(command), command.operationId());
        return clock.now().flatMap(now -> {
            NumberReleased released = number.release(command.disposal(), quarantine.durationOf(number.numberType()), change,
                    now);
            Log.infof("%s released by %s: %s", PhoneNumbers.mask(number.e164()), command.workspaceId(), command.disposal());
            Uni<Void> appended = outbox.append(released);
            return command.disposal() == Disposal.CARRIER ? appended.chain(() -> outbox.append(number.releaseCommand(now)))
                    : appended;
        });
    }

    /** Refuses another workspace's number, and a number that this operation did not release. */
    private Uni<Void> repeatOrRefuse(PhoneNumber number, ReleaseNumber command) {
        if (number == null || number.workspaceId() != null) {
            return refuse(command);
        }
        return numbers.history(number.id()).map(history -> earlierAnswer(number, history, command))
                .flatMap(earlier -> earlier.isPresent() ? outbox.append(earlier.get()) : refuse(command));
    }

    private Uni<Void> refuse(ReleaseNumber command) {
        Log.warnf("Number %s is not released for %s: it is not assigned to it, or another operation has it too (operation %s)",
                command.numberId(), command.workspaceId(), command.operationId());
        return outbox.append(new NumberReleaseRefused(command.operationId(), command.workspaceId(), command.numberId(),
                "NUMBER_NOT_ASSIGNED"));
    }

    private static Optional<NumberReleased> earlierAnswer(PhoneNumber number, List<NumberHistory> history,
            ReleaseNumber command) {
        return history.stream()
                .filter(transition -> command.operationId().equals(transition.causeId())
                        && transition.to() != NumberStatus.ASSIGNED
                        && command.workspaceId().equals(transition.workspaceId()))
                .findFirst()
                .map(transition -> new NumberReleased(number.id(), number.e164(), command.workspaceId(), transition.slot(),
                        command.operationId(), command.disposal(), transition.occurredAt(), number.quarantinedUntil(),
                        assignedBefore(transition, history)));
    }

    /** When the assignment began that this transition ended; null when it is not in the history. */
    private static Instant assignedBefore(NumberHistory end, List<NumberHistory> history) {
        return history.subList(0, history.indexOf(end)).stream()
                .filter(transition -> transition.to() == NumberStatus.ASSIGNED && transition.from() != NumberStatus.ASSIGNED)
                .reduce((earlier, later) -> later).map(NumberHistory::occurredAt).orElse(null);
    }

    private Event endQuarantine(PhoneNumber number, Instant now) {
        Change change = new Change("inventory-service", "quarantine is over", null);
        return switch (quarantine.expiryAction()) {
            case RELEASE -> number.releaseToCarrier(change, now);
            case RESTOCK -> number.restock(change, now);
        };
    }

    private static String reasonOf(ReleaseNumber command) {
        return command.reason() == null ? "released" : command.reason();
    }
}
