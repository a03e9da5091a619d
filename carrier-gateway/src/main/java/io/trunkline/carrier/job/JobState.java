package io.trunkline.carrier.job;

/** Where a job stands with its carrier. */
public enum JobState {
    /** Nothing is under way at the carrier; tried when due. */
    WAITING,
    /** Saved before a call that must not be repeated blindly. Found like this after its lease ran out: {@link #UNKNOWN}. */
    SUBMITTING,
    /** The carrier may or may not have done it: looked up when due, before anything else. */
    UNKNOWN,
    /** The carrier took it and decides later: asked when due. */
    PENDING,
    /** Done, and said. */
    SUCCEEDED,
    /** Not done and never will be, and said. */
    FAILED,
    /** Cannot be decided without a person; kept as it is. */
    NEEDS_ATTENTION
}
