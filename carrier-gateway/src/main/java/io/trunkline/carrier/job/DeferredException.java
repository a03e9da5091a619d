package io.trunkline.carrier.job;

import java.time.Duration;

/** A job is not to be done now, for no reason of its own: it waits as it is, and nothing is counted against it. */
public final class DeferredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /** @param delay until it is due again */
    public DeferredException(Duration delay) {
        super("Not before " + delay, null, false, false);
        this.delay = delay;
    }

    Duration delay() {
        return delay;
    }
}
