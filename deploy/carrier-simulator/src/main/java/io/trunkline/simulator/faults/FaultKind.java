package io.trunkline.simulator.faults;

import java.util.Set;

/** The kinds of faults. */
public enum FaultKind {
    /** The operation is executed and no response is sent. */
    TIMEOUT_AFTER_EXECUTION,
    /** The operation is not executed and no response is sent. */
    TIMEOUT_BEFORE_EXECUTION,
    /** The operation is not executed; the response is an error in the carrier's format. */
    STATUS,
    /** Another customer bought the number first; it is unavailable from then on. */
    NUMBER_TAKEN(Operation.ORDER),
    /** The operation is executed and the connection is closed without a response. */
    RESET_AFTER_EXECUTION,
    /** The operation is not executed; the response is an HTML page, as of a proxy. */
    HTML,
    /** Nothing is for sale. */
    NO_INVENTORY(Operation.SEARCH, Operation.ORDER),
    /** The operation is executed at once; the response is delayed. */
    SLOW;

    private final Set<Operation> operations;

    FaultKind(Operation... operations) {
        this.operations = Set.of(operations);
    }

    boolean appliesTo(Operation operation) {
        return operations.isEmpty() || operations.contains(operation);
    }
}
