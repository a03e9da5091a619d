package io.trunkline.webhook.unrouted;

/** Why a webhook is unrouted. */
public enum UnroutedReason {
    /** The number has no known owner, or not yet. */
    UNKNOWN_NUMBER,
    /** The last owner released the number before. */
    NUMBER_RELEASED,
    /** It is signed by another account than the one that holds the number. */
    WRONG_ACCOUNT,
    /** The webhook is verified, but its content is not understood. */
    UNREADABLE
}
