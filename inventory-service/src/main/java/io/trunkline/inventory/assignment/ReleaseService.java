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
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.outbox.Outbox;

/** Releases numbers from workspaces: into quarantine, to the carrier or set aside. Ends expired quarantines. */
@ApplicationScoped
class ReleaseService {

    /** The most quarantines that one transaction ends. */
    static final int BATCH = 100;

    private final NumberRepository numbers;
    private final Outbox outbox;
    private final QuarantineConfig quarantine;

    ReleaseService(NumberRepository numbers, Outbox outbox, QuarantineConfig quarantine) {
        this.numbers = numbers;
        this.outbox = outbox;
        this.quarantine = quarantine;
    }

    /** Answers each command; a repeated operation gets its first answer again. */
    @WithTransaction
    public Uni<Void> release(ReleaseNumber command) {
        return numbers.lock(command.numberId()).flatMap(number -> number != null && number.belongsTo(command.workspaceId())
                ? releaseOwned(number, command)
                : repeatOrRefuse(number, command));
    }

    /** @return how many quarantines had expired, at most {@link #BATCH} */
    @WithTransaction
    public Uni<Integer> endExpiredQuarantines() {
        return numbers.lockExpiredQuarantines(BATCH).flatMap(expired -> Multi.createFrom().iterable(expired)
                .onItem().transformToUniAndConcatenate(number -> outbox.append(endQuarantine(number)))
                .collect().asList().replaceWith(expired.size()));
    }

    private Uni<Void> releaseOwned(PhoneNumber number, ReleaseNumber command) {
        NumberReleased released = number.release(command.disposal(), quarantine.durationOf(number.numberType()),
                new Change("provisioning-service", reasonOf(command), command.operationId()));
        Log.infof("%s released by %s: %s", PhoneNumbers.mask(number.e164()), command.workspaceId(), command.disposal());
        Uni<Void> appended = outbox.append(released);
        return command.disposal() == Disposal.CARRIER ? appended.chain(() -> outbox.append(number.releaseCommand())) : appended;
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
        Log.warnf("%s may not release number %s: it is not assigned to this workspace (operation %s)", command.workspaceId(),
                command.numberId(), command.operationId());
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

    private Event endQuarantine(PhoneNumber number) {
        Change change = new Change("inventory-service", "quarantine is over", null);
        return switch (quarantine.expiryAction()) {
            case RELEASE -> number.releaseToCarrier(change);
            case RESTOCK -> number.restock(change);
        };
    }

    private static String reasonOf(ReleaseNumber command) {
        return command.reason() == null ? "released" : command.reason();
    }
}
