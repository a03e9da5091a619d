package io.trunkline.provisioning.operation;

/**
 * Steps of the sagas. Forward: PROVISION = CLAIM, ORDER if the stock is empty, CONFIGURE. PURCHASE = HOLD, ORDER,
 * CONFIGURE, CAPTURE. RELEASE = RELEASE.
 */
public enum Step {
    /** Money promised. Undone by VOID. */
    HOLD,
    /** A number of the stock assigned. Undone by GIVE_BACK. */
    CLAIM,
    /** A number bought and assigned. Undone by GIVE_BACK. */
    ORDER,
    /** Webhooks set at the carrier. Needs no undoing: a number given back is configured anew for whoever gets it. */
    CONFIGURE,
    /** The promised money spent. Last step: nothing after it can fail. */
    CAPTURE,
    /** The number taken from the workspace, into quarantine. Not undone. */
    RELEASE,
    /** Compensation: the number taken back from the slot, and returned to the carrier if it was bought for it. */
    GIVE_BACK,
    /** Compensation: the promised money set free. */
    VOID;

    /** Whether the step ends in the transaction that starts it, without an answer from outside. */
    boolean isLocal() {
        return this == HOLD || this == CAPTURE || this == VOID;
    }
}
