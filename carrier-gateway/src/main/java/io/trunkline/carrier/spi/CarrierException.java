package io.trunkline.carrier.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * How a carrier call failed. Its message is made of our own words and the carrier's code: never of the carrier's text,
 * which may repeat numbers, nor of anything we sent. Cheap: it has no stack trace.
 */
public final class CarrierException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CarrierFailure failure;
    private final Duration retryAfter;

    public CarrierException(CarrierFailure failure, String detail) {
        this(failure, detail, null);
    }

    /**
     * @param detail for operators and events: what happened, without numbers or secrets
     * @param retryAfter what the carrier asked for, or null
     */
    public CarrierException(CarrierFailure failure, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    public CarrierFailure failure() {
        return failure;
    }

    public CarrierFailure.Kind kind() {
        return failure.kind();
    }

    /** How long the carrier asked us to wait; not capped yet. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
