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
    private final boolean unsent;
    private final boolean accountWide;

    /** @param detail for operators and events: what happened, without numbers or secrets */
    public CarrierException(CarrierFailure failure, String detail) {
        this(failure, detail, null);
    }

    /**
     * @param detail for operators and events: what happened, without numbers or secrets
     * @param retryAfter what the carrier asked for, not negative; null when it asked for nothing
     */
    public CarrierException(CarrierFailure failure, String detail, Duration retryAfter) {
        this(failure, detail, retryAfter, false, false);
    }

    private CarrierException(CarrierFailure failure, String detail, Duration retryAfter, boolean unsent,
            boolean accountWide) {
        super(detail, null, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
        this.unsent = unsent;
        this.accountWide = accountWide;
    }

    /** The same, told by what stands before the carrier: the carrier heard nothing of the call. */
    public CarrierException unsent() {
        return new CarrierException(failure, getMessage(), retryAfter, true, accountWide);
    }

    /** The same, for a reason that every call meets, such as wrong credentials or a suspended account. */
    public CarrierException accountWide() {
        return new CarrierException(failure, getMessage(), retryAfter, unsent, true);
    }

    /** Whether every call of this account would be refused for the same reason. */
    public boolean isAccountWide() {
        return accountWide;
    }

    /** Whether we held the call back ourselves: it says nothing about the carrier, nor about what it was to find out. */
    public boolean isUnsent() {
        return unsent;
    }

    /** What went wrong, in our words. */
    public CarrierFailure failure() {
        return failure;
    }

    /** What the caller may conclude. */
    public CarrierFailure.Kind kind() {
        return failure.kind();
    }

    /**
     * How long the carrier asked us to wait, not negative and as told, however absurd: who waits puts a cap on it.
     * Empty when it asked for nothing, or for nothing that can be obeyed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
