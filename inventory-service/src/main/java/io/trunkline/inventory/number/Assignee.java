package io.trunkline.inventory.number;

import java.util.UUID;

/** The workspace slot that a number is assigned to, and the operation of the claim. */
public record Assignee(String workspaceId, String workspaceName, String slot, UUID operationId) {
}
