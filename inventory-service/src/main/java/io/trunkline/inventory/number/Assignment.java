package io.trunkline.inventory.number;

import java.util.Set;

/**
 * Whether a number is assigned to a workspace. The database enforces the same transitions, and that a used number becomes
 * free stock only through the quarantine.
 */
public enum Assignment {
    /** Not assigned. */
    FREE,
    /** Assigned to a workspace's slot. */
    ASSIGNED,
    /** Still assigned to a workspace's slot, but out of service. */
    SUSPENDED,
    /** Not assigned, and not offered until an operator has checked it. */
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
