package io.trunkline.simulator.ledger;

/** The actions that the ledger records. */
public enum LedgerAction {
    NUMBER_BOUGHT,
    NUMBER_CONFIGURED,
    NUMBER_RELEASED,
    MESSAGE_SENT,
    /** A profile or application, which holds the webhook URLs of numbers, was created or changed. */
    CONNECTION_SET
}
