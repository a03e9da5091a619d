package io.trunkline.simulator.ledger;

/** What a carrier did for money or to a number. */
public enum Action {
    NUMBER_BOUGHT,
    NUMBER_CONFIGURED,
    NUMBER_RELEASED,
    MESSAGE_SENT
}
