package io.trunkline.events;

/** What becomes of a number that a workspace gives up. */
public enum Disposal {
    /** It rests, owned and paid, before it goes anywhere: the rule for every number that was in use. */
    QUARANTINE,
    /** It goes back to the carrier at once: bought for an operation that failed, never used. */
    CARRIER,
    /** It stays out of the stock until an operator looks at it: the carrier would not configure it. */
    SET_ASIDE
}
