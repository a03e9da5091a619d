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
    private final long interval;
    private final LongSupplier clock;
    /** The last one; null while it is open. */
    private CarrierException refusal;
    private long nextTry;

    /** @param clock nanoseconds */
    AccountBreaker(String carrier, Duration interval, LongSupplier clock) {
        this.carrier = carrier;
        this.interval = interval.toNanos();
        this.clock = clock;
    }

    /**
     * Takes nothing.
     *
     * @throws CarrierException as the account was refused, while it is shut and no try is due
     */
    synchronized void check() {
        if (isShut()) {
            throw new CarrierException(refusal.failure(),
                    "The account at the carrier '" + carrier + "' was refused: it is tried once in a while",
                    Duration.ofNanos(Math.max(0, untilTry()))).unsent();
        }
    }

    /**
     * Directly before a call: while it is shut, this one is the try.
     *
     * @throws CarrierException as {@link #check}
     */
    synchronized void pass() {
        check();
        nextTry = clock.getAsLong() + interval;
    }

    /** The carrier answered. */
    synchronized void refused(CarrierException failure) {
        if (failure.isAccountWide()) {
            refusal = failure;
            nextTry = clock.getAsLong() + interval;
        } else if (failure.kind() == CarrierFailure.Kind.REFUSED && !failure.failure().isNeverSent()) {
            // Whoever refuses this one call has accepted who asks.
            open();
        }
    }

    /** While it is refused and no try is due. */
    synchronized boolean isShut() {
        return refusal != null && untilTry() > 0;
    }

    private long untilTry() {
        return nextTry - clock.getAsLong();
    }

    synchronized void open() {
        refusal = null;
    }
}
