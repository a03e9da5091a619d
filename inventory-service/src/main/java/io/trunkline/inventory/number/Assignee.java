package io.trunkline.inventory.number;

import java.util.UUID;

/** The slot of a workspace that gets a number, and the operation that asked for it. */
public record Assignee(String workspaceId, String workspaceName, String slot, UUID operationId) {
}
