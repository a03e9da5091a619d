package io.trunkline.simulator.inventory;

/** The kinds of numbers on sale. */
public enum NumberType {
    LOCAL,
    TOLL_FREE,
    MOBILE
}
