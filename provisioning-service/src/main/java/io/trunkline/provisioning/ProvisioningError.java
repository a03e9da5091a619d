package io.trunkline.provisioning;

import java.util.Arrays;

import io.trunkline.kit.problem.ErrorCode;

/** Errors of this service. Codes that a carrier's refusal carries have the carrier gateway's names. */
public enum ProvisioningError implements ErrorCode {

    WORKSPACE_NOT_FOUND(404, "There is no such workspace"),
    NUMBER_NOT_FOUND(404, "The workspace has no such number"),
    OPERATION_NOT_FOUND(404, "There is no such operation"),
    INSUFFICIENT_BALANCE(402, "The wallet does not cover the price"),
    PLAN_UPGRADE_REQUIRED(403, "The plan has no number left"),
    NUMBER_UNAVAILABLE(409, "The number cannot be bought"),
    PRICE_CHANGED(409, "The number costs more than what was agreed"),
    NUMBER_NOT_ASSIGNABLE(409, "The number was bought and cannot be given to the workspace"),
    NUMBER_NOT_ASSIGNED(409, "The number is not the workspace's"),
    PRIMARY_NUMBER_DELETE(409, "The primary number is not released like any other"),
    NUMBER_BUSY(409, "Another operation is at work on this number"),
    OPERATION_NOT_STUCK(409, "The operation ends by itself, or has ended"),
    ADDRESS_REQUIRED(422, "The country asks for an address before it gives a number"),
    REGULATORY_REQUIRED(422, "The country asks for documents before it gives a number"),
    CURRENCY_MISMATCH(422, "The wallet has another currency"),
    NUMBER_NOT_OFFERED(422, "Numbers of this kind are not sold here"),
    PROVISIONING_FAILED(502, "The carrier did not do what was asked; everything was undone"),
    PURCHASES_STOPPED(503, "Numbers are not bought for now"),
    SPEND_CAP_REACHED(503, "No more numbers are bought today"),
    NO_NUMBERS_AVAILABLE(503, "There is no number to give"),
    CARRIER_NOT_CONFIGURED(503, "No account at the carrier is configured");

    private final int status;
    private final String title;

    ProvisioningError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The error a failed operation's code stands for. */
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
