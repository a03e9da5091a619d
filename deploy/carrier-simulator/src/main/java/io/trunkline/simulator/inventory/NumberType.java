package io.trunkline.simulator.inventory;

/** The types of numbers in the inventory. */
public enum NumberType {
    LOCAL,
    TOLL_FREE,
    MOBILE
}
