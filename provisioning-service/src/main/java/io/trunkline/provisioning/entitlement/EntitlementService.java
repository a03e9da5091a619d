package io.trunkline.provisioning.entitlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.Ids;
import io.trunkline.provisioning.operation.OperationService;
import io.trunkline.provisioning.wallet.WalletService;
import io.trunkline.provisioning.workspace.PlanConfig;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/**
 * Applies workspace events: provisions the first number of a plan and releases the numbers of a deleted workspace. The slot's
 * row makes this idempotent for repeated and reordered events.
 */
@ApplicationScoped
class EntitlementService {

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final OperationService operations;
    private final WalletService wallets;
    private final PlanConfig plans;
    private final EventTime eventTime;

    EntitlementService(WorkspaceRepository workspaces, SlotRepository slots, OperationService operations, WalletService wallets,
            PlanConfig plans, EventTime eventTime) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.operations = operations;
        this.wallets = wallets;
        this.plans = plans;
        this.eventTime = eventTime;
    }

    /** Runs in the consumer's transaction, like the next two. */
    Uni<Void> handleCreated(WorkspaceCreated created) {
        return eventTime.bound(created)
                .flatMap(occurredAt -> applyState(created.workspaceId(), created.name(), created.plan(), occurredAt));
    }

    Uni<Void> handleUpdated(WorkspaceUpdated updated) {
        return eventTime.bound(updated)
                .flatMap(occurredAt -> applyState(updated.workspaceId(), updated.name(), updated.plan(), occurredAt));
    }

    /** A deletion before the creation inserts a tombstone: the later creation finds the workspace deleted. */
    Uni<Void> handleDeleted(WorkspaceDeleted deleted) {
        return eventTime.bound(deleted).flatMap(occurredAt -> workspaces
                .insertIfAbsent(deleted.workspaceId(), null, plans.fallback(), Workspace.State.DELETED, occurredAt)
                .flatMap(isNew -> isNew ? Uni.createFrom().voidItem()
                        : workspaces.lock(deleted.workspaceId()).flatMap(workspace -> {
                            workspace.delete(occurredAt);
                            return releaseAllNumbers(workspace);
                        })));
    }

    /**
     * Retries the slots that could not be filled. A slot that the plan no longer includes stays vacant.
     *
     * @param retryAt of the claimed slots: a slot that was filled or retried since has another
     */
    @WithTransaction
    Uni<Void> retryDue(String workspaceId, Instant retryAt) {
        return workspaces.lock(workspaceId).flatMap(workspace -> slots.listCurrent(workspaceId).flatMap(all -> forEachInOrder(
                all.stream().filter(slot -> retryAt.equals(slot.retryAt())).toList(), slot -> {
                    if (!workspace.isActive() || plans.includedNumbers(workspace) == 0) {
                        slot.scheduleRetry(null);
                        return Uni.createFrom().voidItem();
                    }
                    return provision(workspace, slot, all);
                })));
    }

    private Uni<Void> applyState(String id, String name, String plan, Instant occurredAt) {
        String resolved = plans.resolve(plan);
        if (plan != null && !resolved.equals(plan)) {
            Log.warnf("Workspace %s has the unknown plan %s; it is treated as %s", id, plan, resolved);
        }
        return workspaces.insertIfAbsent(id, name, resolved, Workspace.State.ACTIVE, occurredAt)
                .call(isNew -> isNew ? wallets.open(id) : Uni.createFrom().voidItem())
                .chain(() -> workspaces.lock(id))
                .flatMap(workspace -> {
                    boolean hadNoNumbers = plans.includedNumbers(workspace) == 0;
                    return workspace.update(name, resolved, occurredAt) ? provisionFirstNumber(workspace, hadNoNumbers)
                            : Uni.createFrom().voidItem();
                });
    }

    /** @param isNewlyIncluded whether the previous plan included no number: the slot is then filled again */
    private Uni<Void> provisionFirstNumber(Workspace workspace, boolean isNewlyIncluded) {
        if (plans.includedNumbers(workspace) == 0) {
            return Uni.createFrom().voidItem();
        }
        return slots.listCurrent(workspace.id()).flatMap(all -> {
            String first = Slot.includedName(1);
            Optional<Slot> existing = all.stream().filter(slot -> slot.name().equals(first)).findFirst();
            if (existing.isEmpty()) {
                Slot slot = Slot.vacant(workspace.id(), first, Slot.Kind.INCLUDED);
                return slots.persist(slot).chain(() -> provision(workspace, slot, all));
            }
            return isNewlyIncluded && existing.get().isVacant() ? provision(workspace, existing.get(), all)
                    : Uni.createFrom().voidItem();
        });
    }

    /** Decides the label again: the workspace may have got a primary number since. */
    private Uni<Void> provision(Workspace workspace, Slot slot, List<Slot> all) {
        slot.assignLabel(Slot.Label.PRIMARY, all);
        return operations.provision(Ids.next(), workspace, slot, NumberCriteria.ANY, true).replaceWithVoid();
    }

    /** A slot in FILLING is released when its operation completes. A purchase is compensated instead of paid. */
    private Uni<Void> releaseAllNumbers(Workspace workspace) {
        return slots.listCurrent(workspace.id()).flatMap(all -> forEachInOrder(
                all.stream().filter(slot -> slot.state() == Slot.State.FILLED).toList(),
                slot -> operations.release(workspace, slot).replaceWithVoid()));
    }

    private static Uni<Void> forEachInOrder(List<Slot> selected, Function<Slot, Uni<Void>> work) {
        return Multi.createFrom().iterable(selected).onItem().transformToUniAndConcatenate(work::apply).onItem().ignoreAsUni();
    }
}
