package io.trunkline.events;

import java.time.Instant;

/**
 * Facts about workspaces: published by webhook-router from Clerk's webhooks, or by the SaaS itself. Arrival order is not
 * trusted: a consumer drops what is older than what it has applied.
 */
public sealed interface WorkspaceEvent extends Event {

    /** When it happened at the source, by the source's clock. */
    Instant occurredAt();

    @Override
    default String topic() {
        return Topics.WORKSPACES;
    }

    @Override
    default String key() {
        return workspaceId();
    }

    /**
     * @param workspaceId opaque, 1–64 of {@code [A-Za-z0-9_-]}: the identity provider's own id
     * @param plan slug of the plan in lower case; null means the default plan
     */
    @WireType("io.trunkline.workspaces.WorkspaceCreated.v1")
    record WorkspaceCreated(String workspaceId, String name, String plan, Instant occurredAt) implements WorkspaceEvent {
    }

    /** The whole state after the change, not a difference. */
    @WireType("io.trunkline.workspaces.WorkspaceUpdated.v1")
    record WorkspaceUpdated(String workspaceId, String name, String plan, Instant occurredAt) implements WorkspaceEvent {
    }

    @WireType("io.trunkline.workspaces.WorkspaceDeleted.v1")
    record WorkspaceDeleted(String workspaceId, Instant occurredAt) implements WorkspaceEvent {
    }
}
