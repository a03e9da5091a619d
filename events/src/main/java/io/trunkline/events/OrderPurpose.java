package io.trunkline.events;

/** For whom a number is bought. */
public enum OrderPurpose {
    /** For a workspace's slot: inventory-service adopts it and assigns it to that slot. */
    WORKSPACE,
    /** For the stock. */
    STOCK
}
