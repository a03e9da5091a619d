package io.trunkline.carrier;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.kit.problem.ErrorCode;
import io.trunkline.kit.problem.ProblemException;

/** Problem codes of synchronous carrier calls, in addition to the codes of every service. */
public enum CarrierError implements ErrorCode {

    TOO_MANY_SEARCHES(429, "The workspace searches too often"),
    ORDER_NOT_OPEN(409, "The order is not open"),
    NOT_SUPPORTED(422, "No carrier supports this"),
    CARRIER_NOT_CONFIGURED(503, "No account at the carrier is configured"),
    CARRIER_AUTH(502, "The carrier rejects our credentials"),
    ACCOUNT_RESTRICTED(502, "The carrier does not permit the use of the account"),
    RATE_LIMITED(503, "Too many calls to the carrier"),
    CARRIER_UNAVAILABLE(503, "The carrier is unavailable"),
    PROTOCOL_ERROR(502, "The carrier's response is invalid");

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

    /** Maps a failed call to a problem. A refusal that the API's caller cannot influence is a PROTOCOL_ERROR. */
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
