package io.trunkline.inventory.number;

import java.util.Set;

/**
 * To whom a number belongs. The database enforces the same edges, and that a number which was in use becomes free stock
 * only by way of the quarantine.
 */
public enum Assignment {
    /** To nobody. */
    FREE,
    /** To a workspace's slot. */
    ASSIGNED,
    /** To a workspace's slot still, but out of service. */
    SUSPENDED,
    /** To nobody, and out of the stock until an operator has looked at it. */
    SET_ASIDE;

    public Set<Assignment> nextStates() {
        return switch (this) {
            case FREE -> Set.of(ASSIGNED);
            case ASSIGNED -> Set.of(FREE, SUSPENDED, SET_ASIDE);
            case SUSPENDED -> Set.of(FREE, ASSIGNED, SET_ASIDE);
            case SET_ASIDE -> Set.of(FREE);
        };
    }
}
