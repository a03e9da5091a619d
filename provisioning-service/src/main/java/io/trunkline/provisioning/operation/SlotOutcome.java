package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.ProvisioningEvent.ReleaseCompleted;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/** What an operation's end means for the slot it worked on, and the fact that tells it. */
@ApplicationScoped
class SlotOutcome {

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
        Instant retryAt = operation.autoRetry && workspace.isActive() ? operation.endedAt.plus(backOff(slot.attempt)) : null;
        slot.vacate(retryAt);
        return outbox.append(new ProvisioningFailed(operation.id, operation.workspaceId, operation.slot, operation.errorCode,
                operation.errorDetail, retryAt, operation.endedAt));
    }

    private Duration backOff(int attempt) {
        List<Duration> waits = config.retryAfter();
        return waits.get(Math.min(Math.max(attempt, 1), waits.size()) - 1);
    }
}
