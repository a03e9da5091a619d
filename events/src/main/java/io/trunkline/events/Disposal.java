package io.trunkline.events;

/** What happens to a number that a workspace releases. */
public enum Disposal {
    /** It is held in quarantine, still owned and paid for. The rule for every number that was in use. */
    QUARANTINE,
    /** It is returned to the carrier at once: it was bought for an operation that failed and was never used. */
    CARRIER,
    /** It stays out of the stock until an operator handles it: the carrier refused its configuration. */
    SET_ASIDE
}
