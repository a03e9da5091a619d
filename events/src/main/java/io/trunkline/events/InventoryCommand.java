package io.trunkline.events;

import java.util.UUID;

/** Commands from provisioning-service to inventory-service. A repeated command (same operation) has no effect. */
public sealed interface InventoryCommand extends Event {

    @Override
    default String topic() {
        return Topics.INVENTORY_COMMANDS;
    }

    @Override
    default String key() {
        return workspaceId();
    }

    /** The reply is NumberAssigned or NoNumberAvailable with the same operation. */
    @WireType("io.trunkline.inventory-commands.ClaimNumber.v1")
    record ClaimNumber(UUID operationId, String workspaceId, String workspaceName, String slot,
            NumberCriteria criteria) implements InventoryCommand {
    }

    /** The reply is NumberReleased or NumberReleaseRefused with the same operation. */
    @WireType("io.trunkline.inventory-commands.ReleaseNumber.v1")
    record ReleaseNumber(UUID operationId, String workspaceId, UUID numberId, Disposal disposal,
            String reason) implements InventoryCommand {
    }
}
