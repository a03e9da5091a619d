package io.trunkline.provisioning.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.Ids;
import io.trunkline.kit.price.PriceBook;
import io.trunkline.kit.price.Prices;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.operation.OperationRepository;
import io.trunkline.provisioning.operation.Operations;
import io.trunkline.provisioning.workspace.Plans;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/** What a workspace asks for, decided under its lock and started as an operation. */
@ApplicationScoped
class NumberService {

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final Operations operations;
    private final OperationRepository operationRows;
    private final Plans plans;
    private final PriceBook prices;

    NumberService(WorkspaceRepository workspaces, SlotRepository slots, Operations operations,
            OperationRepository operationRows, Plans plans, PriceBook prices) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.operations = operations;
        this.operationRows = operationRows;
        this.plans = plans;
        this.prices = prices;
    }

    /**
     * What a request led to.
     *
     * @param operation null when the slot had its number already
     * @param started whether this request started the operation, or found it at work
     */
    record Begun(Slot slot, UUID operation, boolean started) {
    }

    /** The number of the plan's first slot; asked twice, it is the same number or the same operation. */
    @WithTransaction
    Uni<Begun> provisionFirst(String workspaceId) {
        return active(workspaceId).flatMap(workspace -> slots.of(workspaceId).flatMap(all -> {
            Slot slot = named(all, Slot.included(1));
            // What the workspace has it keeps, whatever its plan is now.
            if (slot != null && slot.state == Slot.State.FILLED) {
                return Uni.createFrom().item(new Begun(slot, null, false));
            }
            if (slot != null && slot.state == Slot.State.FILLING) {
                return Uni.createFrom().item(new Begun(slot, slot.operationId, false));
            }
            if (slot != null && slot.state == Slot.State.EMPTYING) {
                throw busy(slot);
            }
            if (plans.included(workspace) == 0) {
                throw planExhausted(workspace);
            }
            return begin(Ids.next(), workspace, all, slot == null ? vacant(workspace, Slot.included(1)) : slot,
                    Slot.Label.PRIMARY, NumberCriteria.ANY, true);
        }));
    }

    /**
     * A number for the first slot of the plan that has none.
     *
     * @param operationId the same for the same request
     */
    @WithTransaction
    Uni<Begun> provisionNext(UUID operationId, String workspaceId, Slot.Label label, String displayName,
            NumberCriteria criteria) {
        return once(operationId, workspaceId, (workspace, all) -> {
            String name = IntStream.rangeClosed(1, plans.included(workspace)).mapToObj(Slot::included)
                    .filter(candidate -> isFree(named(all, candidate))).findFirst()
                    .orElseThrow(() -> planExhausted(workspace));
            Slot known = named(all, name);
            Slot slot = known == null ? vacant(workspace, name) : known;
            slot.displayName = displayName;
            // A retry that was promised stays promised when this attempt fails too.
            return begin(operationId, workspace, all, slot, label, criteria, slot.retryAt != null);
        });
    }

    /**
     * @param operationId the same for the same request
     * @param agreed what is paid for a month, in the currency's major units; null: what such numbers cost
     */
    @WithTransaction
    Uni<Begun> purchase(UUID operationId, String workspaceId, String e164, String displayName, NumberCriteria criteria,
            BigDecimal agreed) {
        return once(operationId, workspaceId, (workspace, all) -> {
            Slot slot = Slot.vacant(workspaceId, "purchase-" + operationId, Slot.Kind.PURCHASED);
            slot.useAs(Slot.Label.CUSTOM, all);
            slot.displayName = displayName;
            return slots.persist(slot)
                    .chain(() -> operations.purchase(operationId, workspace, slot, e164, criteria,
                            price(e164, criteria, agreed)))
                    .map(operation -> new Begun(slot, operation.id, true));
        });
    }

    /**
     * By what the number is, not by what it is said to be. Where carriers' prices differ, or one asks more for this very
     * number,
     * carrier-gateway sees to it that it is bought for what is paid, or not at all.
     */
    private long price(String e164, NumberCriteria said, BigDecimal agreed) {
        var number = PhoneNumbers.describe(e164);
        String country = number.map(is -> is.country()).orElse(said.country());
        NumberType type = number.map(is -> is.numberType()).orElse(said.numberType());
        Prices now = prices.now();
        OptionalLong usual = now.salePrice(country, type);
        if (usual.isEmpty()) {
            throw new ProblemException(ProvisioningError.NUMBER_NOT_OFFERED, "Numbers of this kind have no price");
        }
        if (agreed == null) {
            return usual.getAsLong();
        }
        long paid = now.minorUnits(agreed);
        if (paid < now.lowestSalePrice(country, type).orElseThrow()) {
            throw new ProblemException(ProvisioningError.PRICE_CHANGED, "Numbers of this kind cost more now");
        }
        return paid;
    }

    /** @param confirm the number itself, E.164, as releasing the primary one asks for; else null */
    @WithTransaction
    Uni<Operation> release(String workspaceId, UUID numberId, String confirm) {
        return known(workspaceId).flatMap(workspace -> slots.of(workspaceId).flatMap(all -> {
            Slot slot = all.stream().filter(candidate -> numberId.equals(candidate.numberId)).findFirst()
                    .orElseThrow(() -> noNumber(numberId));
            if (slot.isBusy()) {
                throw busy(slot);
            }
            if (slot.label == Slot.Label.PRIMARY) {
                refuseUnlessMeant(slot, all, confirm);
            }
            return operations.release(workspace, slot);
        }));
    }

    /** The workspace that has the number; null when none has. */
    @WithSession
    Uni<String> ownerOf(UUID numberId) {
        return slots.find("numberId", numberId).firstResult().map(slot -> slot == null ? null : slot.workspaceId);
    }

    @WithSession
    Uni<List<Slot>> numbers(String workspaceId) {
        return exists(workspaceId).chain(() -> slots.of(workspaceId))
                .map(all -> all.stream().filter(Slot::hasNumber).toList());
    }

    private static void refuseUnlessMeant(Slot slot, List<Slot> all, String confirm) {
        if (all.stream().anyMatch(other -> other != slot && other.hasNumber())) {
            throw new ProblemException(ProvisioningError.PRIMARY_NUMBER_DELETE, "Release the workspace's other numbers first");
        }
        if (!slot.e164.equals(confirm)) {
            throw new ProblemException(ProvisioningError.PRIMARY_NUMBER_DELETE,
                    "Confirm with ?confirm= and the number itself in E.164 form, URL-encoded");
        }
    }

    /** Under the workspace's lock: the same request, running beside this one or done long ago, is the same operation. */
    private Uni<Begun> once(UUID operationId, String workspaceId, BiFunction<Workspace, List<Slot>, Uni<Begun>> begin) {
        return known(workspaceId).flatMap(workspace -> operationRows.findById(operationId).flatMap(known -> {
            if (known != null) {
                return slots.find(workspaceId, known.slot).map(slot -> new Begun(slot, operationId, false));
            }
            refuseIfDeleted(workspace);
            return slots.of(workspaceId).flatMap(all -> begin.apply(workspace, all));
        }));
    }

    private Uni<Begun> begin(UUID operationId, Workspace workspace, List<Slot> all, Slot slot, Slot.Label label,
            NumberCriteria criteria, boolean autoRetry) {
        slot.useAs(label, all);
        return slots.persist(slot).chain(() -> operations.provision(operationId, workspace, slot, criteria, autoRetry))
                .map(operation -> new Begun(slot, operation.id, true));
    }

    private Uni<Workspace> active(String workspaceId) {
        return known(workspaceId).invoke(NumberService::refuseIfDeleted);
    }

    private static void refuseIfDeleted(Workspace workspace) {
        if (!workspace.isActive()) {
            throw noWorkspace(workspace.id);
        }
    }

    private static Slot vacant(Workspace workspace, String name) {
        return Slot.vacant(workspace.id, name, Slot.Kind.INCLUDED);
    }

    private static ProblemException busy(Slot slot) {
        return new ProblemException(ProvisioningError.NUMBER_BUSY, "Its operation is " + slot.operationId);
    }

    private Uni<Workspace> known(String workspaceId) {
        return workspaces.lock(workspaceId).onItem().ifNull().failWith(() -> noWorkspace(workspaceId));
    }

    private Uni<Workspace> exists(String workspaceId) {
        return workspaces.findById(workspaceId).onItem().ifNull().failWith(() -> noWorkspace(workspaceId));
    }

    private static boolean isFree(Slot slot) {
        return slot == null || slot.state == Slot.State.VACANT;
    }

    private static Slot named(List<Slot> all, String name) {
        return all.stream().filter(slot -> slot.name.equals(name)).findFirst().orElse(null);
    }

    private static ProblemException noWorkspace(String id) {
        return new ProblemException(ProvisioningError.WORKSPACE_NOT_FOUND, "No workspace has the id " + id);
    }

    private static ProblemException noNumber(UUID id) {
        return new ProblemException(ProvisioningError.NUMBER_NOT_FOUND, "No number of the workspace has the id " + id);
    }

    private static ProblemException planExhausted(Workspace workspace) {
        return new ProblemException(ProvisioningError.PLAN_UPGRADE_REQUIRED,
                "The plan " + workspace.plan + " includes no further number; upgrade it or buy one");
    }
}
