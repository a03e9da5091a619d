package io.trunkline.provisioning.workspace;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/**
 * A tenant as its identity provider knows it. Whoever changes what a workspace owns locks this row first, so that two
 * requests of one workspace never decide side by side.
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
    /** When the state applied here was true at its source; anything older is dropped. */
    public Instant sourceTime;

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
