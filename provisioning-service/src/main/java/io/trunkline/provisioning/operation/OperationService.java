package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
import io.trunkline.kit.Ids;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.Workspace;

/** Starts operations. The caller holds the workspace's lock and has checked the slot's state. */
@ApplicationScoped
public class OperationService {

    private final Saga saga;

    OperationService(Saga saga) {
        this.saga = saga;
    }

    /**
     * @param id the same for the same request, so that it is the same operation
     * @param autoRetry whether a failure is retried automatically
     */
    public Uni<Operation> provision(UUID id, Workspace workspace, Slot slot, NumberCriteria criteria, boolean autoRetry) {
        Operation operation = of(Operation.Kind.PROVISION, id, workspace, slot);
        operation.country = criteria.country();
        operation.numberType = criteria.numberType();
        operation.areaCode = criteria.areaCode();
        operation.autoRetry = autoRetry;
        slot.startFilling(operation.id);
        return saga.start(operation);
    }

    /**
     * @param id the same for the same request
     * @param priceCents held in this transaction; INSUFFICIENT_BALANCE rolls it back
     */
    public Uni<Operation> purchase(UUID id, Workspace workspace, Slot slot, String e164, NumberCriteria criteria,
            long priceCents) {
        Operation operation = of(Operation.Kind.PURCHASE, id, workspace, slot);
        operation.country = criteria.country();
        operation.numberType = criteria.numberType();
        operation.e164 = e164;
        operation.priceCents = priceCents;
        slot.startFilling(operation.id);
        return saga.start(operation);
    }

    public Uni<Operation> release(Workspace workspace, Slot slot) {
        return saga.start(releaseOf(workspace, slot));
    }

    static Operation releaseOf(Workspace workspace, Slot slot) {
        Operation operation = of(Operation.Kind.RELEASE, Ids.next(), workspace, slot);
        operation.numberId = slot.numberId;
        operation.e164 = slot.e164;
        slot.startEmptying(operation.id);
        return operation;
    }

    private static Operation of(Operation.Kind kind, UUID id, Workspace workspace, Slot slot) {
        Operation operation = new Operation();
        operation.id = id;
        operation.kind = kind;
        operation.workspaceId = workspace.id;
        operation.workspaceName = workspace.name;
        operation.slot = slot.name;
        return operation;
    }
}
