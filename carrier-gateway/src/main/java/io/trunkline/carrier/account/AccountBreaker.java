package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Shut after an account was refused as a whole, for whatever is asked: then one call per interval tries whether that was
 * mended.
 * Any success opens it.
 */
final class AccountBreaker {

    private final String carrier;
    private final long probeInterval;
    private final LongSupplier clock;
    /** The last one; null while it is open. */
    private CarrierException refusal;
    private long nextProbe;

    /** @param clock nanoseconds */
    AccountBreaker(String carrier, Duration probeInterval, LongSupplier clock) {
        this.carrier = carrier;
        this.probeInterval = probeInterval.toNanos();
        this.clock = clock;
    }

    /**
     * Takes nothing.
     *
     * @throws CarrierException as the account was refused, while it is shut and no try is due
     */
    synchronized void checkPermission() {
        if (isOpen()) {
            throw new CarrierException(refusal.failure(),
                    "The account at the carrier '" + carrier + "' was refused: it is tried once in a while",
                    Duration.ofNanos(Math.max(0, untilProbe()))).beforeSending();
        }
    }

    /**
     * Directly before a call: while it is shut, this one is the try.
     *
     * @throws CarrierException as {@link #checkPermission}
     */
    synchronized void acquirePermission() {
        checkPermission();
        nextProbe = clock.getAsLong() + probeInterval;
    }

    /** The carrier answered. */
    synchronized void onFailure(CarrierException failure) {
        if (failure.concernsAccount()) {
            refusal = failure;
            nextProbe = clock.getAsLong() + probeInterval;
        } else if (failure.kind() == CarrierFailure.Kind.REFUSED && !failure.failure().isNeverSent()) {
            // Whoever refuses this one call has accepted who asks.
            onSuccess();
        }
    }

    /** While it is refused and no try is due. */
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
