package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
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
        return saga.start(Operation.provision(id, workspace, slot, criteria, autoRetry));
    }

    /**
     * @param id the same for the same request
     * @param priceCents held in this transaction; INSUFFICIENT_BALANCE rolls it back
     */
    public Uni<Operation> purchase(UUID id, Workspace workspace, Slot slot, String e164, NumberCriteria criteria,
            long priceCents) {
        return saga.start(Operation.purchase(id, workspace, slot, e164, criteria, priceCents));
    }

    public Uni<Operation> release(Workspace workspace, Slot slot) {
        return saga.start(Operation.release(workspace, slot));
    }
}
