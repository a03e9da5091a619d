package io.trunkline.provisioning;

import java.util.Arrays;

import io.trunkline.kit.problem.ErrorCode;

/** Errors of this service. The codes of carriers' refusals are those of carrier-gateway. */
public enum ProvisioningError implements ErrorCode {

    WORKSPACE_NOT_FOUND(404, "The workspace does not exist"),
    NUMBER_NOT_FOUND(404, "The workspace does not have the number"),
    OPERATION_NOT_FOUND(404, "The operation does not exist"),
    INSUFFICIENT_BALANCE(402, "The wallet does not cover the price"),
    PLAN_UPGRADE_REQUIRED(403, "The plan includes no further number"),
    WORKSPACE_DELETED(409, "The workspace was deleted"),
    NUMBER_UNAVAILABLE(409, "The number cannot be bought"),
    PRICE_CHANGED(409, "The number costs more than the agreed price"),
    NUMBER_NOT_ASSIGNABLE(409, "The number was bought and cannot be assigned to the workspace"),
    NUMBER_NOT_ASSIGNED(409, "The number is not assigned to the workspace"),
    PRIMARY_NUMBER_DELETE(409, "The primary number needs a confirmation"),
    NUMBER_BUSY(409, "Another operation of this number is running"),
    PAYMENT_REFERENCE_REUSED(409, "The payment was credited with another amount"),
    OPERATION_COMPENSATING(409, "The operation is being compensated"),
    OPERATION_NOT_STUCK(409, "The operation does not need attention, or has ended"),
    ADDRESS_REQUIRED(422, "The country requires an address"),
    REGULATORY_REQUIRED(422, "The country requires regulatory documents"),
    CURRENCY_MISMATCH(422, "The wallet has another currency"),
    NUMBER_NOT_OFFERED(422, "Numbers of this kind are not sold here"),
    PROVISIONING_FAILED(502, "The carrier refused; the operation was compensated"),
    PURCHASES_STOPPED(503, "Purchases are stopped"),
    SPEND_CAP_REACHED(503, "The spend limit of the day is reached"),
    NO_NUMBERS_AVAILABLE(503, "No number is available"),
    CARRIER_NOT_CONFIGURED(503, "No account at the carrier is configured");

    private final int status;
    private final String title;

    ProvisioningError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The error of a failed operation's code. */
    public static ProvisioningError of(String code) {
        if ("NO_INVENTORY".equals(code)) {
            return NO_NUMBERS_AVAILABLE;
        }
        return Arrays.stream(values()).filter(error -> error.name().equals(code)).findFirst().orElse(PROVISIONING_FAILED);
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
