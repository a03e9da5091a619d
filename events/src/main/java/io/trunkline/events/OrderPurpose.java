package io.trunkline.events;

/** What a number is bought for. */
public enum OrderPurpose {
    /** For a workspace's slot: inventory-service adds it and assigns it to that slot. */
    WORKSPACE,
    /** For the stock. */
    STOCK
}
