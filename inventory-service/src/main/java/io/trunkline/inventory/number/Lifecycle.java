package io.trunkline.inventory.number;

import java.util.Set;

/** A number's state at its carrier. The database enforces the same transitions. */
public enum Lifecycle {
    /** The carrier account has it and pays for it. */
    OWNED,
    /** Like {@link #OWNED}, but released by a workspace: not offered until the quarantine expires. */
    QUARANTINED,
    /** The release command was sent; the carrier has not confirmed it. */
    RELEASING,
    /** The carrier account no longer has it. */
    RELEASED;

    public Set<Lifecycle> nextStates() {
        return switch (this) {
            case OWNED -> Set.of(QUARANTINED, RELEASING);
            case QUARANTINED -> Set.of(OWNED, RELEASING);
            case RELEASING -> Set.of(RELEASED);
            case RELEASED -> Set.of();
        };
    }
}
