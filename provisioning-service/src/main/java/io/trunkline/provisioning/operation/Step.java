package io.trunkline.provisioning.operation;

/**
 * Steps of the sagas. PROVISION = CLAIM, ORDER if the stock is empty, CONFIGURE. PURCHASE = HOLD, ORDER, CONFIGURE, CAPTURE.
 * RELEASE = RELEASE.
 */
public enum Step {
    /** Holds the price. Compensated by VOID. */
    HOLD,
    /** Assigns a number of the stock. Compensated by GIVE_BACK. */
    CLAIM,
    /** Orders a number at a carrier and assigns it. Compensated by GIVE_BACK. */
    ORDER,
    /** Sets the webhooks at the carrier. Needs no compensation: a number that is assigned again is configured again. */
    CONFIGURE,
    /** Spends the held money. Last step: nothing after it can fail. */
    CAPTURE,
    /** Takes the number from the workspace into quarantine. Has no compensation. */
    RELEASE,
    /** Compensation: takes the number from the slot, and returns it to the carrier if it was ordered for this operation. */
    GIVE_BACK,
    /** Compensation: releases the held money. */
    VOID;

    /** Whether the step ends in the transaction that starts it, without a command and a reply. */
    boolean isLocal() {
        return this == HOLD || this == CAPTURE || this == VOID;
    }
}
