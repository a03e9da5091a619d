package io.trunkline.carrier;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.kit.problem.ErrorCode;
import io.trunkline.kit.problem.ProblemException;

/** How a carrier fails someone who asks it now: errors of this service beside those that every service can answer. */
public enum CarrierError implements ErrorCode {

    TOO_MANY_SEARCHES(429, "The workspace searches too often"),
    NOT_SUPPORTED(422, "No carrier does this"),
    CARRIER_NOT_CONFIGURED(503, "No account at the carrier is configured"),
    CARRIER_AUTH(502, "The carrier does not accept our credentials"),
    ACCOUNT_RESTRICTED(502, "The carrier does not let us use the account"),
    RATE_LIMITED(503, "Too many calls to the carrier"),
    CARRIER_UNAVAILABLE(503, "The carrier cannot be asked now"),
    PROTOCOL_ERROR(502, "The carrier's answer cannot be understood");

    private final int status;
    private final String title;

    CarrierError(int status, String title) {
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

    /** A refusal that no caller of ours can do anything about is an answer that makes no sense to us. */
    public static ProblemException of(CarrierException failure) {
        CarrierError error = switch (failure.failure()) {
            case NOT_SUPPORTED -> NOT_SUPPORTED;
            case CARRIER_NOT_CONFIGURED -> CARRIER_NOT_CONFIGURED;
            case CARRIER_AUTH -> CARRIER_AUTH;
            case ACCOUNT_RESTRICTED, INSUFFICIENT_FUNDS -> ACCOUNT_RESTRICTED;
            case RATE_LIMITED -> RATE_LIMITED;
            case CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN -> CARRIER_UNAVAILABLE;
            default -> PROTOCOL_ERROR;
        };
        return new ProblemException(error, failure.getMessage(), failure.retryAfter().orElse(null));
    }
}
