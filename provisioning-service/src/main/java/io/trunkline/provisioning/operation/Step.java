package io.trunkline.provisioning.operation;

/** Steps of the sagas. {@link SagaPlan} has their order and compensations. */
public enum Step {
    /** Holds the price. */
    HOLD,
    /** Assigns a number of the stock. */
    CLAIM,
    /** Orders a number at a carrier and assigns it. */
    ORDER,
    /** Sets the webhooks at the carrier. */
    CONFIGURE,
    /** Spends the held money. */
    CAPTURE,
    /** Takes the number from the workspace into quarantine. */
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
