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
import io.trunkline.provisioning.workspace.PlanConfig;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/** Applies the end of an operation to its slot and publishes the event. */
@ApplicationScoped
class SlotOutcomeHandler {

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final Outbox outbox;
    private final OperationConfig config;
    private final PlanConfig plans;

    SlotOutcomeHandler(WorkspaceRepository workspaces, SlotRepository slots, Outbox outbox, OperationConfig config,
            PlanConfig plans) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.outbox = outbox;
        this.config = config;
        this.plans = plans;
    }

    /** @return a release to start at once, when the workspace was deleted in the meantime; else null */
    Uni<Operation> handleCompleted(Operation operation) {
        return workspaces.lock(operation.workspaceId())
                .flatMap(workspace -> slots.find(operation.workspaceId(), operation.slot())
                        .flatMap(slot -> operation.isRelease() ? empty(operation, slot)
                                : fill(operation, workspace, slot)));
    }

    /** @return an operation to start at once in place of the failed one; null: none */
    Uni<Operation> handleFailed(Operation operation) {
        return workspaces.lock(operation.workspaceId())
                .flatMap(workspace -> slots.find(operation.workspaceId(), operation.slot())
                        .flatMap(slot -> operation.isRelease() ? emptyUnconfirmed(slot)
                                : vacate(operation, workspace, slot)));
    }

    /**
     * Gives back a number that its operation cannot use, because the operation has ended, has another number or wanted another
     * one. inventory-service keeps it only if another operation of the slot has it too.
     */
    Uni<Void> giveBack(Operation operation, NumberAssigned assigned) {
        return outbox.append(new ReleaseNumber(Ids.of(operation.id(), "too late", assigned.numberId()),
                operation.workspaceId(), assigned.numberId(),
                operation.isOwnOrder(assigned.orderId()) ? Disposal.CARRIER : Disposal.QUARANTINE,
                "assigned to an operation that cannot use it", operation.id()));
    }

    private Uni<Operation> fill(Operation operation, Workspace workspace, Slot slot) {
        slot.fill(operation.numberId(), operation.e164(), operation.numberType(), operation.country(), operation.endedAt());
        return outbox.append(new ProvisioningCompleted(operation.id(), operation.workspaceId(), operation.slot(),
                operation.numberId(), operation.e164(), slot.label().publicName(), operation.endedAt()))
                .map(published -> workspace.isActive() ? null : Operation.release(workspace, slot));
    }

    private Uni<Operation> empty(Operation operation, Slot slot) {
        slot.empty();
        return outbox
                .append(new ReleaseCompleted(operation.id(), operation.workspaceId(), operation.slot(), operation.numberId(),
                        operation.e164(), operation.endedAt()))
                .map(published -> null);
    }

    /** inventory-service refused the release: the number is not the workspace's, so the slot must not show it. */
    private static Uni<Operation> emptyUnconfirmed(Slot slot) {
        slot.empty();
        return Uni.createFrom().nullItem();
    }

    /** A number of the stock that the carrier does not hold says nothing about the next one: that is tried at once. */
    private Uni<Operation> vacate(Operation operation, Workspace workspace, Slot slot) {
        slot.failFilling(operation.isOrdered());
        if (operation.metUnusableStock() && workspace.isActive() && plans.includedNumbers(workspace) > 0) {
            return publishFailed(operation, operation.endedAt()).map(published -> operation.succeed(workspace, slot));
        }
        boolean isRetried = operation.isAutoRetry() && workspace.isActive();
        Instant retryAt = isRetried && !slot.isExhausted() ? operation.endedAt().plus(backoff(slot.attempt())) : null;
        slot.scheduleRetry(retryAt);
        return publishFailed(operation, retryAt)
                .chain(() -> isRetried && slot.isExhausted() ? escalate(operation, slot) : Uni.createFrom().voidItem())
                .map(published -> null);
    }

    private Uni<Void> publishFailed(Operation operation, Instant retryAt) {
        return outbox.append(new ProvisioningFailed(operation.id(), operation.workspaceId(), operation.slot(),
                operation.errorCode(), operation.errorDetail(), retryAt, operation.endedAt()));
    }

    private Uni<Void> escalate(Operation operation, Slot slot) {
        Log.errorf("Slot %s/%s: %d numbers were ordered and given back. It is not retried automatically any more.",
                slot.workspaceId(), slot.name(), slot.wastedPurchases());
        return outbox.append(new OperationNeedsAttention(operation.id(), operation.workspaceId(), operation.kind().name(),
                operation.step().name(), operation.errorCode(),
                slot.wastedPurchases() + " numbers were bought and given back; the slot is not retried automatically",
                operation.endedAt()));
    }

    private Duration backoff(int attempt) {
        List<Duration> delays = config.retryBackoff();
        return delays.get(Math.min(Math.max(attempt, 1), delays.size()) - 1);
    }
}
