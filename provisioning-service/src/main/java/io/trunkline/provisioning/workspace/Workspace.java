package io.trunkline.provisioning.workspace;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/**
 * A tenant, as published by its identity provider. Lock this row before changing the slots or the wallet of the workspace: it
 * serialises concurrent requests of one workspace.
 */
@Entity
public class Workspace {

    /** ACTIVE until deleted; a deleted workspace stays as a tombstone and never comes back. */
    public enum State {
        ACTIVE,
        DELETED
    }

    @Id
    private String id;
    private String name;
    private String plan;
    @Enumerated(EnumType.STRING)
    private State state;
    /** The source's time of the last applied event; older events are dropped. */
    private Instant sourceTime;

    protected Workspace() {
        // for Hibernate
    }

    /**
     * Applies the name and the plan of an event.
     *
     * @return false when the workspace is deleted or a newer event was applied before: nothing changed
     */
    public boolean update(String newName, String newPlan, Instant occurredAt) {
        if (!isActive() || occurredAt.isBefore(sourceTime)) {
            return false;
        }
        name = newName;
        plan = newPlan;
        sourceTime = occurredAt;
        return true;
    }

    /** A deletion is final. */
    public void delete(Instant occurredAt) {
        state = State.DELETED;
        sourceTime = occurredAt;
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    public String id() {
        return id;
    }

    /** Null for a workspace that was deleted before its creation was published. */
    public String name() {
        return name;
    }

    public String plan() {
        return plan;
    }
}
