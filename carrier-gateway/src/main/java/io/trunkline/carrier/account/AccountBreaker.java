package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Circuit breaker for an account that the carrier refused as a whole (wrong credentials, suspended). It opens with the
 * refusal; while it is open, one call per probe interval is sent, and any success closes it.
 */
final class AccountBreaker {

    private final String carrier;
    private final long probeInterval;
    private final LongSupplier clock;
    /** The last refusal; null while it is closed. */
    private CarrierException refusal;
    private long nextProbe;

    /** @param clock nanoseconds */
    AccountBreaker(String carrier, Duration probeInterval, LongSupplier clock) {
        this.carrier = carrier;
        this.probeInterval = probeInterval.toNanos();
        this.clock = clock;
    }

    /**
     * Checks without using the probe.
     *
     * @throws CarrierException with the failure of the refusal, while it is open and no probe is due
     */
    synchronized void checkPermission() {
        if (isOpen()) {
            throw new CarrierException(refusal.failure(),
                    "The account at the carrier '" + carrier + "' was refused. It is probed once per interval",
                    Duration.ofNanos(Math.max(0, untilProbe()))).beforeSending();
        }
    }

    /**
     * Called directly before a request is sent. While it is open, this call is the probe.
     *
     * @throws CarrierException as {@link #checkPermission}
     */
    synchronized void acquirePermission() {
        checkPermission();
        nextProbe = clock.getAsLong() + probeInterval;
    }

    /** The carrier answered with a failure: opens it, or closes it when only this call was refused. */
    synchronized void onFailure(CarrierException failure) {
        if (failure.concernsAccount()) {
            refusal = failure;
            nextProbe = clock.getAsLong() + probeInterval;
        } else if (failure.kind() == CarrierFailure.Kind.REFUSED && !failure.failure().isNeverSent()) {
            // A carrier that refuses one call has accepted the credentials.
            onSuccess();
        }
    }

    /** Whether calls are refused now; false when a probe is due. */
    synchronized boolean isOpen() {
        return refusal != null && untilProbe() > 0;
    }

    private long untilProbe() {
        return nextProbe - clock.getAsLong();
    }

    synchronized void onSuccess() {
        refusal = null;
    }
}
