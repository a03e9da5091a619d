package io.trunkline.simulator.ledger;

/** What a carrier did for money, to a number, or to what its numbers refer to. */
public enum LedgerAction {
    NUMBER_BOUGHT,
    NUMBER_CONFIGURED,
    NUMBER_RELEASED,
    MESSAGE_SENT,
    /** A profile or an application that tells where the webhooks of numbers go was created or changed. */
    CONNECTION_SET
}
