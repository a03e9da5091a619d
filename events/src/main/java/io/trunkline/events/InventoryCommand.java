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

    /**
     * The reply is NumberReleased or NumberReleaseRefused with the same operation.
     *
     * @param numberId null: the number of {@code assignedFor}, whichever it is
     * @param assignedFor the operation that gives up what it was assigned: from then on it is assigned nothing. The number is
     *        released unless another operation has it too. Null: the number is released unconditionally
     */
    @WireType("io.trunkline.inventory-commands.ReleaseNumber.v1")
    record ReleaseNumber(UUID operationId, String workspaceId, UUID numberId, Disposal disposal, String reason,
            UUID assignedFor) implements InventoryCommand {

        /** Releases the number unconditionally. */
        public ReleaseNumber(UUID operationId, String workspaceId, UUID numberId, Disposal disposal, String reason) {
            this(operationId, workspaceId, numberId, disposal, reason, null);
        }
    }
}
