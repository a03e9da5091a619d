package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.ProvisioningEvent.ReleaseCompleted;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/** What an operation's end means for the slot it worked on, and the fact that tells it. */
@ApplicationScoped
class SlotOutcome {

    /** So many numbers bought for a slot and given back unused are enough: what is wrong does not mend itself. */
    private static final int MOST_BOUGHT_IN_VAIN = 5;

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final Outbox outbox;
    private final OperationConfig config;

    SlotOutcome(WorkspaceRepository workspaces, SlotRepository slots, Outbox outbox, OperationConfig config) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.outbox = outbox;
        this.config = config;
    }

    /** An operation to start at once, because the workspace was deleted meanwhile; else null. */
    Uni<Operation> completed(Operation operation) {
        return workspaces.lock(operation.workspaceId).flatMap(workspace -> slots.find(operation.workspaceId, operation.slot)
                .flatMap(slot -> operation.kind == Operation.Kind.RELEASE ? emptied(operation, slot)
                        : filled(operation, workspace, slot)));
    }

    Uni<Void> failed(Operation operation) {
        return workspaces.lock(operation.workspaceId).flatMap(workspace -> slots.find(operation.workspaceId, operation.slot)
                .flatMap(slot -> operation.kind == Operation.Kind.RELEASE ? stillFilled(slot)
                        : stillVacant(operation, workspace, slot)));
    }

    /**
     * A number came after its operation had given up. While nobody has the slot, nobody knows of the number and it goes back;
     * otherwise inventory, where a slot has one number, told whoever has the slot of the same number.
     */
    Uni<Void> assignedTooLate(Operation operation, NumberAssigned assigned) {
        if (operation.kind == Operation.Kind.PURCHASE && !assigned.e164().equals(operation.e164)) {
            return Uni.createFrom().voidItem();
        }
        return workspaces.lock(operation.workspaceId).chain(() -> slots.find(operation.workspaceId, operation.slot))
                .flatMap(slot -> slot.state != Slot.State.VACANT ? Uni.createFrom().voidItem()
                        : outbox.append(new ReleaseNumber(Ids.of(operation.id, "too late", assigned.numberId()),
                                operation.workspaceId, assigned.numberId(),
                                operation.isBoughtBy(assigned.orderId()) ? Disposal.CARRIER : Disposal.QUARANTINE,
                                "assigned after its operation had failed")));
    }

    private Uni<Operation> filled(Operation operation, Workspace workspace, Slot slot) {
        slot.fill(operation.numberId, operation.e164, operation.numberType, operation.country, operation.endedAt);
        return outbox.append(new ProvisioningCompleted(operation.id, operation.workspaceId, operation.slot,
                operation.numberId, operation.e164, slot.label.word(), operation.endedAt))
                .map(told -> workspace.isActive() ? null : Operations.releaseOf(workspace, slot));
    }

    private Uni<Operation> emptied(Operation operation, Slot slot) {
        slot.vacate(null);
        return outbox.append(new ReleaseCompleted(operation.id, operation.workspaceId, operation.slot, operation.numberId,
                operation.e164, operation.endedAt)).map(told -> null);
    }

    private static Uni<Void> stillFilled(Slot slot) {
        slot.state = Slot.State.FILLED;
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> stillVacant(Operation operation, Workspace workspace, Slot slot) {
        slot.boughtInVain += operation.ordered ? 1 : 0;
        boolean isWaste = slot.boughtInVain >= MOST_BOUGHT_IN_VAIN;
        boolean isPromised = operation.autoRetry && workspace.isActive();
        Instant retryAt = isPromised && !isWaste ? operation.endedAt.plus(backOff(slot.attempt)) : null;
        slot.vacate(retryAt);
        Uni<Void> told = outbox.append(new ProvisioningFailed(operation.id, operation.workspaceId, operation.slot,
                operation.errorCode, operation.errorDetail, retryAt, operation.endedAt));
        return isPromised && isWaste ? told.chain(() -> callSomebody(operation, slot)) : told;
    }

    private Uni<Void> callSomebody(Operation operation, Slot slot) {
        Log.errorf("%s/%s got and gave back %d numbers bought for it: it is tried again only when somebody asks",
                slot.workspaceId, slot.name, slot.boughtInVain);
        return outbox.append(new OperationNeedsAttention(operation.id, operation.workspaceId, operation.kind.name(),
                operation.step.name(), operation.errorCode,
                slot.boughtInVain + " numbers were bought and given back; it is not tried again by itself",
                operation.endedAt));
    }

    private Duration backOff(int attempt) {
        List<Duration> waits = config.retryAfter();
        return waits.get(Math.min(Math.max(attempt, 1), waits.size()) - 1);
    }
}
