package io.trunkline.carrier.job;

import java.util.Set;

/** The state of a job at its carrier. The database enforces the same transitions. */
public enum JobState {
    /** No call is running; the job is processed when it is due. */
    WAITING,
    /** Saved before a call that must not be repeated blindly. When its lease expires in this state, it is {@link #UNKNOWN}. */
    SUBMITTING,
    /** The carrier may have carried out the call: the outcome is looked up when due, before anything else. */
    UNKNOWN,
    /** The carrier has accepted the call and decides later: it is queried when due. */
    PENDING,
    /** Done; the event is published. */
    SUCCEEDED,
    /** Not done, finally; the event is published. */
    FAILED,
    /** An operator must decide; the job is never deleted. */
    NEEDS_ATTENTION;

    /** The states that may follow. A save that keeps the state is always legal. */
    public Set<JobState> next() {
        return switch (this) {
            // A release or a configuration is repeatable and needs no SUBMITTING. UNKNOWN: an unknown purchase waited for a retry.
            case WAITING -> Set.of(SUBMITTING, UNKNOWN, SUCCEEDED, FAILED, NEEDS_ATTENTION);
            case SUBMITTING -> Set.of(WAITING, UNKNOWN, PENDING, SUCCEEDED, FAILED, NEEDS_ATTENTION);
            case UNKNOWN -> Set.of(WAITING, SUBMITTING, PENDING, SUCCEEDED, FAILED, NEEDS_ATTENTION);
            case PENDING -> Set.of(WAITING, UNKNOWN, SUCCEEDED, FAILED, NEEDS_ATTENTION);
            // By a later look-up, or by an operator.
            case NEEDS_ATTENTION -> Set.of(UNKNOWN, SUCCEEDED, FAILED);
            case SUCCEEDED, FAILED -> Set.of();
        };
    }
}
