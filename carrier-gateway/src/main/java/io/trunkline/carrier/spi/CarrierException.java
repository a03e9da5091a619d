package io.trunkline.carrier.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * A failed carrier call. The message consists of our own text and the carrier's code. It never contains the carrier's text,
 * which may repeat numbers, nor data of the request. It has no stack trace.
 */
public final class CarrierException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CarrierFailure failure;
    private final String carrierCode;
    private final Duration retryAfter;
    private final boolean unsent;
    private final boolean accountWide;

    /** @param detail for operators and events: what happened, without numbers or secrets */
    public CarrierException(CarrierFailure failure, String detail) {
        this(failure, detail, null);
    }

    /**
     * @param detail for operators and events: what happened, without numbers or secrets
     * @param retryAfter as the carrier sent it, not negative; null for none
     */
    public CarrierException(CarrierFailure failure, String detail, Duration retryAfter) {
        this(failure, detail, null, retryAfter, false, false);
    }

    /** @param carrierCode the carrier's own error code; null for none */
    public CarrierException(CarrierFailure failure, String detail, String carrierCode, Duration retryAfter) {
        this(failure, detail, carrierCode, retryAfter, false, false);
    }

    private CarrierException(CarrierFailure failure, String detail, String carrierCode, Duration retryAfter, boolean unsent,
            boolean accountWide) {
        super(detail, null, false, false);
        this.failure = failure;
        this.carrierCode = carrierCode;
        this.retryAfter = retryAfter;
        this.unsent = unsent;
        this.accountWide = accountWide;
    }

    /** A copy that is marked as not sent: the request was held back before it reached the carrier. */
    public CarrierException unsent() {
        return new CarrierException(failure, getMessage(), carrierCode, retryAfter, true, accountWide);
    }

    /** A copy for a reason that applies to every call, such as wrong credentials or a suspended account. */
    public CarrierException accountWide() {
        return new CarrierException(failure, getMessage(), carrierCode, retryAfter, unsent, true);
    }

    /** Whether every call of this account is refused for the same reason. */
    public boolean isAccountWide() {
        return accountWide;
    }

    /** Whether the request was held back on our side. It proves nothing about the carrier or the outcome of an earlier call. */
    public boolean isUnsent() {
        return unsent;
    }

    /** The kind of failure, independent of the carrier. */
    public CarrierFailure failure() {
        return failure;
    }

    /** The carrier's own error code; null when it answered none. */
    public String carrierCode() {
        return carrierCode;
    }

    /** What the caller may conclude. */
    public CarrierFailure.Kind kind() {
        return failure.kind();
    }

    /**
     * The carrier's {@code Retry-After}, unlimited and not negative; the caller limits it. Empty when it is missing or invalid.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
