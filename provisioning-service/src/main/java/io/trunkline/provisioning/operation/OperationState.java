package io.trunkline.provisioning.operation;

/** NEEDS_ATTENTION continues when the missing reply arrives. */
public enum OperationState {
    RUNNING,
    COMPENSATING,
    NEEDS_ATTENTION,
    COMPLETED,
    /** Failed and compensated. */
    COMPENSATED,
    /** Failed with nothing to compensate. */
    FAILED
}
