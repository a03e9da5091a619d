package io.trunkline.inventory.admin;

import io.trunkline.kit.problem.ErrorCode;

/** Errors of this service only; those of every service are in the service kit. */
enum InventoryError implements ErrorCode {

    NUMBER_ASSIGNED(409, "The number is assigned to a workspace");

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
