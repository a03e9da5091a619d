package io.trunkline.inventory.number;

import java.util.Set;

/** Where a number stands between us and its carrier. The database enforces the same edges. */
public enum Lifecycle {
    /** Ours and paid. */
    OWNED,
    /** Ours and paid, given up by a workspace: it rests and is offered to nobody. */
    QUARANTINED,
    /** The carrier was told to take it back. */
    RELEASING,
    /** The carrier no longer holds it for us. */
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
