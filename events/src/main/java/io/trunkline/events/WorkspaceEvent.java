package io.trunkline.events;

import java.time.Instant;

/**
 * Events about workspaces, published by webhook-router from Clerk's webhooks, or by the SaaS. They may arrive out of order: a
 * consumer ignores an event that is older than the last one it applied.
 */
public sealed interface WorkspaceEvent extends Event {

    /** When the event occurred, by the source's clock. */
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
     * @param workspaceId the identity provider's id; opaque, 1–64 of {@code [A-Za-z0-9_-]}
     * @param plan slug of the plan in lower case; null means the default plan
     */
    @WireType("io.trunkline.workspaces.WorkspaceCreated.v1")
    record WorkspaceCreated(String workspaceId, String name, String plan, Instant occurredAt) implements WorkspaceEvent {
    }

    /** The complete state after the change. */
    @WireType("io.trunkline.workspaces.WorkspaceUpdated.v1")
    record WorkspaceUpdated(String workspaceId, String name, String plan, Instant occurredAt) implements WorkspaceEvent {
    }

    @WireType("io.trunkline.workspaces.WorkspaceDeleted.v1")
    record WorkspaceDeleted(String workspaceId, Instant occurredAt) implements WorkspaceEvent {
    }
}
