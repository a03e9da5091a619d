package io.trunkline.simulator.faults;

import java.util.Set;

/** The ways in which a call can go wrong. */
public enum FaultKind {
    /** Done, and the answer never comes. */
    TIMEOUT_AFTER_EXECUTION,
    /** Not done, and no answer comes. */
    TIMEOUT_BEFORE_EXECUTION,
    /** Not done, an error answered in the carrier's own form. */
    STATUS,
    /** Somebody else bought the number first; it is off the market from then on. */
    NUMBER_TAKEN(Operation.ORDER),
    /** Done, and the connection is closed instead of an answer. */
    RESET_AFTER_EXECUTION,
    /** Not done, an HTML page answered, as proxies do. */
    HTML,
    /** Nothing is for sale. */
    NO_INVENTORY(Operation.SEARCH, Operation.ORDER),
    /** Done at once, answered late. */
    SLOW;

    private final Set<Operation> operations;

    FaultKind(Operation... operations) {
        this.operations = Set.of(operations);
    }

    boolean appliesTo(Operation operation) {
        return operations.isEmpty() || operations.contains(operation);
    }
}
