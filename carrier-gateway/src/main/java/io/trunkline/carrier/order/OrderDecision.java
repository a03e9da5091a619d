package io.trunkline.carrier.order;

/** What an operator can do about an order whose outcome is not known. The carrier is asked before each of them takes effect. */
public enum OrderDecision {
    /** The outcome is looked up now. */
    LOOK_UP,
    /** The order fails unless the carrier shows its purchase. A number that appears later is given back. */
    GIVE_UP,
    /** The number that the account holds is the order's, although it has another reference. */
    ADOPT
}
