package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.Disposal;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.OrderPurpose;
import io.trunkline.kit.Ids;
import io.trunkline.provisioning.ProvisioningError;

/** Builds the command of each remote step. The command of a step is always the same, also when it is sent again. */
@ApplicationScoped
class StepCommands {

    private final OperationConfig config;

    StepCommands(OperationConfig config) {
        this.config = config;
    }

    Event commandOf(Operation operation, Step step) {
        return switch (step) {
            case CLAIM -> new ClaimNumber(operation.id(), operation.workspaceId(), operation.workspaceName(), operation.slot(),
                    operation.criteria());
            case ORDER -> new OrderNumber(operation.orderId(), operation.id(), OrderPurpose.WORKSPACE, operation.workspaceId(),
                    operation.workspaceName(), operation.slot(), operation.carrier(), operation.e164(),
                    orderCriteria(operation),
                    operation.priceCents());
            case CONFIGURE -> new ConfigureNumber(Ids.of(operation.id(), step), operation.id(), operation.workspaceId(),
                    operation.e164(), operation.carrier(), operation.carrierNumberId());
            case RELEASE ->
                new ReleaseNumber(operation.id(), operation.workspaceId(), operation.numberId(), Disposal.QUARANTINE,
                        "released by the workspace");
            case GIVE_BACK -> giveBack(operation);
            case HOLD, CAPTURE, VOID -> throw new IllegalArgumentException(step + " is a local step and has no command");
        };
    }

    /** Without a known number the operation gives up whatever it was assigned, or will be. */
    private static ReleaseNumber giveBack(Operation operation) {
        UUID assignedFor = operation.numberId() == null ? operation.id() : null;
        return new ReleaseNumber(operation.id(), operation.workspaceId(), operation.numberId(), disposalOf(operation),
                operation.errorCode(), assignedFor);
    }

    /** A number whose configuration failed is set aside. Any other number of the stock rests and is offered again. */
    private static Disposal disposalOf(Operation operation) {
        if (operation.numberId() == null) {
            return operation.kind() == OperationKind.PURCHASE ? Disposal.CARRIER : Disposal.QUARANTINE;
        }
        if (operation.isOrdered()) {
            return Disposal.CARRIER;
        }
        return ProvisioningError.WORKSPACE_DELETED.name().equals(operation.errorCode()) ? Disposal.QUARANTINE
                : Disposal.SET_ASIDE;
    }

    private NumberCriteria orderCriteria(Operation operation) {
        return new NumberCriteria(operation.country() == null ? config.orderCountry() : operation.country(),
                operation.numberType() == null ? config.orderType() : operation.numberType(), operation.areaCode());
    }
}
