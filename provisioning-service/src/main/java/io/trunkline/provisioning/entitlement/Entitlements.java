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
import io.trunkline.provisioning.operation.Operations;
import io.trunkline.provisioning.wallet.WalletService;
import io.trunkline.provisioning.workspace.Plans;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/**
 * Keeps what a workspace owns in line with what its plan includes. A workspace gets its first number by itself, once: the
 * slot's row decides that, however often and in whatever order the events come.
 */
@ApplicationScoped
class Entitlements {

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final Operations operations;
    private final WalletService wallets;
    private final Plans plans;

    Entitlements(WorkspaceRepository workspaces, SlotRepository slots, Operations operations, WalletService wallets,
            Plans plans) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.operations = operations;
        this.wallets = wallets;
        this.plans = plans;
    }

    /** Runs in the consumer's transaction, as do the two below. */
    Uni<Void> onCreated(WorkspaceCreated created) {
        return apply(created.workspaceId(), created.name(), created.plan(), created.occurredAt());
    }

    Uni<Void> onUpdated(WorkspaceUpdated updated) {
        return apply(updated.workspaceId(), updated.name(), updated.plan(), updated.occurredAt());
    }

    /** A deletion that arrives before the creation leaves a tombstone, so that the creation finds the workspace deleted. */
    Uni<Void> onDeleted(WorkspaceDeleted deleted) {
        return workspaces.insertIfAbsent(deleted.workspaceId(), null, plans.fallback(), Workspace.State.DELETED,
                deleted.occurredAt())
                .flatMap(isNew -> isNew ? Uni.createFrom().voidItem()
                        : workspaces.lock(deleted.workspaceId())
                                .flatMap(workspace -> {
                                    workspace.state = Workspace.State.DELETED;
                                    workspace.sourceTime = deleted.occurredAt();
                                    return releaseEverything(workspace);
                                }));
    }

    /**
     * Fills again what could not be filled; a slot of a workspace whose plan no longer includes it stays empty.
     *
     * @param retryAt of the slots meant: one that was filled or tried meanwhile has another
     */
    @WithTransaction
    Uni<Void> retryDue(String workspaceId, Instant retryAt) {
        return workspaces.lock(workspaceId).flatMap(workspace -> slots.of(workspaceId).flatMap(all -> inOrder(
                all.stream().filter(slot -> retryAt.equals(slot.retryAt)).toList(), slot -> {
                    if (!workspace.isActive() || plans.included(workspace) == 0) {
                        slot.retryAt = null;
                        return Uni.createFrom().voidItem();
                    }
                    return fill(workspace, slot, all);
                })));
    }

    private Uni<Void> apply(String id, String name, String plan, Instant at) {
        String known = plans.known(plan);
        if (plan != null && !known.equals(plan)) {
            Log.warnf("Workspace %s has the unknown plan %s; it is treated as %s", id, plan, known);
        }
        return workspaces.insertIfAbsent(id, name, known, Workspace.State.ACTIVE, at)
                .call(isNew -> isNew ? wallets.open(id) : Uni.createFrom().voidItem())
                .chain(() -> workspaces.lock(id))
                .flatMap(workspace -> {
                    if (!workspace.isActive() || at.isBefore(workspace.sourceTime)) {
                        return Uni.createFrom().voidItem();
                    }
                    boolean hadNone = plans.included(workspace) == 0;
                    workspace.name = name;
                    workspace.plan = known;
                    workspace.sourceTime = at;
                    return giveFirstNumber(workspace, hadNone);
                });
    }

    /** @param isNewToIt whether the plan before had no number: what was given up for that reason is filled again */
    private Uni<Void> giveFirstNumber(Workspace workspace, boolean isNewToIt) {
        if (plans.included(workspace) == 0) {
            return Uni.createFrom().voidItem();
        }
        return slots.of(workspace.id).flatMap(all -> {
            String first = Slot.included(1);
            Optional<Slot> known = all.stream().filter(slot -> slot.name.equals(first)).findFirst();
            if (known.isEmpty()) {
                Slot slot = Slot.vacant(workspace.id, first, Slot.Kind.INCLUDED);
                return slots.persist(slot).chain(() -> fill(workspace, slot, all));
            }
            return isNewToIt && known.get().state == Slot.State.VACANT ? fill(workspace, known.get(), all)
                    : Uni.createFrom().voidItem();
        });
    }

    /** What the workspace got in the meantime decides anew what the number is for: there is one primary number only. */
    private Uni<Void> fill(Workspace workspace, Slot slot, List<Slot> all) {
        slot.useAs(Slot.Label.PRIMARY, all);
        return operations.provision(Ids.next(), workspace, slot, NumberCriteria.ANY, true).replaceWithVoid();
    }

    /** A slot that is being filled right now is emptied when its operation completes. */
    private Uni<Void> releaseEverything(Workspace workspace) {
        return slots.of(workspace.id).flatMap(all -> inOrder(
                all.stream().filter(slot -> slot.state == Slot.State.FILLED).toList(),
                slot -> operations.release(workspace, slot).replaceWithVoid()));
    }

    private static Uni<Void> inOrder(List<Slot> some, Function<Slot, Uni<Void>> work) {
        return Multi.createFrom().iterable(some).onItem().transformToUniAndConcatenate(work::apply).onItem().ignoreAsUni();
    }
}
