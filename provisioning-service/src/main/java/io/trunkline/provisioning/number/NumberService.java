package io.trunkline.provisioning.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.operation.OperationRepository;
import io.trunkline.provisioning.operation.OperationService;
import io.trunkline.provisioning.price.SalePriceService;
import io.trunkline.provisioning.workspace.PlanConfig;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;
import io.trunkline.provisioning.workspace.Workspace;
import io.trunkline.provisioning.workspace.WorkspaceRepository;

/** Decides a workspace's requests for numbers under its lock, and starts the operations. */
@ApplicationScoped
class NumberService {

    private final WorkspaceRepository workspaces;
    private final SlotRepository slots;
    private final OperationService operations;
    private final OperationRepository operationRepository;
    private final PlanConfig plans;
    private final SalePriceService prices;

    NumberService(WorkspaceRepository workspaces, SlotRepository slots, OperationService operations,
            OperationRepository operationRepository, PlanConfig plans, SalePriceService prices) {
        this.workspaces = workspaces;
        this.slots = slots;
        this.operations = operations;
        this.operationRepository = operationRepository;
        this.plans = plans;
        this.prices = prices;
    }

    /**
     * The slot and the operation of a request.
     *
     * @param operationId null when the slot has its number already
     * @param isNew whether this request started the operation
     */
    record SlotOperation(Slot slot, UUID operationId, boolean isNew) {
    }

    /** Fills the first slot of the plan. A repeated request finds the same number or the same operation. */
    @WithTransaction
    Uni<SlotOperation> provisionFirstNumber(String workspaceId) {
        return lockActive(workspaceId).flatMap(workspace -> slots.listCurrent(workspaceId).flatMap(all -> {
            Slot slot = findByName(all, Slot.includedName(1));
            // A downgrade does not take a number away.
            if (slot != null && slot.state() == Slot.State.FILLED) {
                return Uni.createFrom().item(new SlotOperation(slot, null, false));
            }
            if (slot != null && slot.state() == Slot.State.FILLING) {
                return Uni.createFrom().item(new SlotOperation(slot, slot.operationId(), false));
            }
            if (slot != null && slot.state() == Slot.State.EMPTYING) {
                throw numberBusy(slot);
            }
            if (plans.includedNumbers(workspace) == 0) {
                throw planUpgradeRequired(workspace);
            }
            return startProvisioning(Ids.next(), workspace, all, slot == null ? newSlot(workspace, Slot.includedName(1)) : slot,
                    Slot.Label.PRIMARY, NumberCriteria.ANY, true);
        }));
    }

    /**
     * Fills the first vacant slot of the plan.
     *
     * @param operationId the same for the same request
     */
    @WithTransaction
    Uni<SlotOperation> provisionNextNumber(UUID operationId, String workspaceId, Slot.Label label, String displayName,
            NumberCriteria criteria) {
        return startOnce(operationId, workspaceId, (workspace, all) -> {
            String name = IntStream.rangeClosed(1, plans.includedNumbers(workspace)).mapToObj(Slot::includedName)
                    .filter(candidate -> isVacant(findByName(all, candidate))).findFirst()
                    .orElseThrow(() -> planUpgradeRequired(workspace));
            Slot existing = findByName(all, name);
            Slot slot = existing == null ? newSlot(workspace, name) : existing;
            slot.changeDisplayName(displayName);
            // A failure of this attempt must not cancel a pending automatic retry.
            return startProvisioning(operationId, workspace, all, slot, label, criteria, slot.retryAt() != null);
        });
    }

    /**
     * @param operationId the same for the same request
     * @param agreedPrice what the workspace pays for a month, in the currency's major units; null: the usual price
     */
    @WithTransaction
    Uni<SlotOperation> purchase(UUID operationId, String workspaceId, String e164, String displayName, NumberCriteria criteria,
            BigDecimal agreedPrice) {
        return startOnce(operationId, workspaceId, (workspace, all) -> {
            Slot slot = Slot.vacant(workspaceId, "purchase-" + operationId, Slot.Kind.PURCHASED);
            slot.assignLabel(Slot.Label.CUSTOM, all);
            slot.changeDisplayName(displayName);
            NumberCriteria actual = kindOf(e164, criteria);
            return prices.priceOf(actual.country(), actual.numberType(), agreedPrice)
                    .call(() -> slots.persist(slot))
                    .chain(cents -> operations.purchase(operationId, workspace, slot, e164, actual, cents))
                    .map(operation -> new SlotOperation(slot, operation.id(), true));
        });
    }

    /**
     * The number's actual kind decides its price and is what is ordered; the request's country and type count only where the
     * number does not show it. Where carriers' prices differ, or a carrier charges more for this number, carrier-gateway orders
     * it for this price or not at all.
     */
    private static NumberCriteria kindOf(String e164, NumberCriteria requested) {
        return PhoneNumbers.describe(e164)
                .map(number -> new NumberCriteria(number.country(), number.numberType(), requested.areaCode()))
                .orElse(requested);
    }

    /** @param confirm the number itself in E.164: required for the primary number, else null */
    @WithTransaction
    Uni<Operation> release(String workspaceId, UUID numberId, String confirm) {
        return lock(workspaceId).flatMap(workspace -> slots.listCurrent(workspaceId).flatMap(all -> {
            Slot slot = all.stream().filter(candidate -> numberId.equals(candidate.numberId())).findFirst()
                    .orElseThrow(() -> numberNotFound(numberId));
            if (slot.isBusy()) {
                throw numberBusy(slot);
            }
            if (slot.label() == Slot.Label.PRIMARY) {
                requireConfirmation(slot, all, confirm);
            }
            return operations.release(workspace, slot);
        }));
    }

    /** The workspace that has the number; null: none. */
    @WithSession
    Uni<String> findOwner(UUID numberId) {
        return slots.find("numberId", numberId).firstResult().map(slot -> slot == null ? null : slot.workspaceId());
    }

    @WithSession
    Uni<List<Slot>> listNumbers(String workspaceId) {
        return requireWorkspace(workspaceId).chain(() -> slots.listCurrent(workspaceId))
                .map(all -> all.stream().filter(Slot::hasNumber).toList());
    }

    private static void requireConfirmation(Slot slot, List<Slot> all, String confirm) {
        if (all.stream().anyMatch(other -> other != slot && other.hasNumber())) {
            throw new ProblemException(ProvisioningError.PRIMARY_NUMBER_DELETE, "Release the workspace's other numbers first");
        }
        if (!slot.e164().equals(confirm)) {
            throw new ProblemException(ProvisioningError.PRIMARY_NUMBER_DELETE,
                    "Confirm with ?confirm= and the number itself in E.164 form, URL-encoded");
        }
    }

    /** Under the workspace's lock: a concurrent or earlier request with the same id is the same operation. */
    private Uni<SlotOperation> startOnce(UUID operationId, String workspaceId,
            BiFunction<Workspace, List<Slot>, Uni<SlotOperation>> start) {
        return lock(workspaceId).flatMap(workspace -> operationRepository.findById(operationId).flatMap(existing -> {
            if (existing != null) {
                return slots.find(workspaceId, existing.slot()).map(slot -> new SlotOperation(slot, operationId, false));
            }
            requireActive(workspace);
            return slots.listCurrent(workspaceId).flatMap(all -> start.apply(workspace, all));
        }));
    }

    private Uni<SlotOperation> startProvisioning(UUID operationId, Workspace workspace, List<Slot> all, Slot slot,
            Slot.Label label,
            NumberCriteria criteria, boolean autoRetry) {
        slot.assignLabel(label, all);
        return slots.persist(slot).chain(() -> operations.provision(operationId, workspace, slot, criteria, autoRetry))
                .map(operation -> new SlotOperation(slot, operation.id(), true));
    }

    private Uni<Workspace> lockActive(String workspaceId) {
        return lock(workspaceId).invoke(NumberService::requireActive);
    }

    private static void requireActive(Workspace workspace) {
        if (!workspace.isActive()) {
            throw workspaceNotFound(workspace.id());
        }
    }

    private static Slot newSlot(Workspace workspace, String name) {
        return Slot.vacant(workspace.id(), name, Slot.Kind.INCLUDED);
    }

    private static ProblemException numberBusy(Slot slot) {
        return new ProblemException(ProvisioningError.NUMBER_BUSY, "The running operation is " + slot.operationId());
    }

    private Uni<Workspace> lock(String workspaceId) {
        return workspaces.lock(workspaceId).onItem().ifNull().failWith(() -> workspaceNotFound(workspaceId));
    }

    private Uni<Workspace> requireWorkspace(String workspaceId) {
        return workspaces.findById(workspaceId).onItem().ifNull().failWith(() -> workspaceNotFound(workspaceId));
    }

    private static boolean isVacant(Slot slot) {
        return slot == null || slot.isVacant();
    }

    private static Slot findByName(List<Slot> all, String name) {
        return all.stream().filter(slot -> slot.name().equals(name)).findFirst().orElse(null);
    }

    private static ProblemException workspaceNotFound(String id) {
        return new ProblemException(ProvisioningError.WORKSPACE_NOT_FOUND, "No workspace has the id " + id);
    }

    private static ProblemException numberNotFound(UUID id) {
        return new ProblemException(ProvisioningError.NUMBER_NOT_FOUND, "No number of the workspace has the id " + id);
    }

    private static ProblemException planUpgradeRequired(Workspace workspace) {
        return new ProblemException(ProvisioningError.PLAN_UPGRADE_REQUIRED,
                "The plan " + workspace.plan() + " includes no further number; upgrade it or buy one");
    }
}
