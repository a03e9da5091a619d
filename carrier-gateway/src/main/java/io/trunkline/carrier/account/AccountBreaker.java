package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Knows whether the carrier accepts an account. A failure that only an operator can end (no money, no permission) makes the
 * account unavailable for the probe interval: orders prefer others. A refusal of the whole account (wrong credentials,
 * suspended) also opens the breaker: one call per interval is sent as a probe, all others fail. A success ends both.
 */
final class AccountBreaker {

    private final String carrier;
    private final long probeInterval;
    private final LongSupplier clock;
    /** The refusal of the whole account; null while the breaker is closed. */
    private CarrierException refusal;
    private long nextProbe;
    /** A failure that needs an operator happened and no call has succeeded since. */
    private boolean needsOperator;
    private long unavailableUntil;

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
                    Duration.ofNanos(Math.max(0, until(nextProbe)))).unsent();
        }
    }

    /**
     * Called directly before a request is sent. While the account is refused, this call is the probe.
     *
     * @throws CarrierException as {@link #checkPermission}
     */
    synchronized void acquirePermission() {
        checkPermission();
        nextProbe = clock.getAsLong() + probeInterval;
    }

    /** The carrier answered with a failure. One that refuses a single call has accepted the credentials. */
    synchronized void onFailure(CarrierException failure) {
        long next = clock.getAsLong() + probeInterval;
        if (failure.isAccountWide()) {
            refusal = failure;
            nextProbe = next;
        } else if (failure.kind() == CarrierFailure.Kind.REFUSED && !failure.failure().isAdapterRefusal()) {
            refusal = null;
        }
        if (failure.failure().needsOperator()) {
            needsOperator = true;
            unavailableUntil = next;
        }
    }

    synchronized void onSuccess() {
        refusal = null;
        needsOperator = false;
    }

    /** Whether calls are refused now; false when a probe is due. */
    synchronized boolean isOpen() {
        return refusal != null && until(nextProbe) > 0;
    }

    /** Whether orders may use the account: it was not refused within the probe interval, or a call has succeeded since. */
    synchronized boolean isAvailable() {
        return !isOpen() && !(needsOperator && until(unavailableUntil) > 0);
    }

    /** Whether a failure needed an operator and no call has succeeded since. */
    synchronized boolean needsOperator() {
        return needsOperator;
    }

    private long until(long instant) {
        return instant - clock.getAsLong();
    }
}
