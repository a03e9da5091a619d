package io.trunkline.provisioning.operation;

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
            case GIVE_BACK -> new ReleaseNumber(operation.id(), operation.workspaceId(), operation.numberId(),
                    operation.isOrdered() ? Disposal.CARRIER : Disposal.SET_ASIDE, operation.errorCode());
            case HOLD, CAPTURE, VOID -> throw new IllegalArgumentException(step + " is a local step and has no command");
        };
    }

    private NumberCriteria orderCriteria(Operation operation) {
        return new NumberCriteria(operation.country() == null ? config.orderCountry() : operation.country(),
                operation.numberType() == null ? config.orderType() : operation.numberType(), operation.areaCode());
    }
}
