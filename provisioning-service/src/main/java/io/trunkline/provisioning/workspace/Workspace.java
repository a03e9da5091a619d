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
    public String id;
    public String name;
    public String plan;
    @Enumerated(EnumType.STRING)
    public State state;
    /** The source's time of the last applied event; older events are dropped. */
    public Instant sourceTime;

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
