package io.trunkline.inventory.admin;

import io.trunkline.kit.problem.ErrorCode;

/** Errors of this service beside those that every service can answer. */
enum InventoryError implements ErrorCode {

    NUMBER_ASSIGNED(409, "The number belongs to a workspace");

    private final int status;
    private final String title;

    InventoryError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
