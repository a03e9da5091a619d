package io.trunkline.simulator.stock;

/** The kinds of numbers on sale. */
public enum NumberType {
    LOCAL,
    TOLL_FREE,
    MOBILE
}
