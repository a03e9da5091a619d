package io.trunkline.webhook.unrouted;

/** Why nobody could get a webhook. */
public enum UnroutedReason {
    /** Never heard of the number, or not yet. */
    UNKNOWN_NUMBER,
    /** Its last owner gave it up before. */
    NUMBER_RELEASED,
    /** It is genuine, but of a kind that nobody here understands. */
    UNREADABLE
}
