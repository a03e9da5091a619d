package io.trunkline.carrier.job;

import java.time.Duration;

/** A job is not to be done now, for no reason of its own: it waits as it is, and nothing is counted against it. */
public final class DeferredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait until it is due again */
    public DeferredException(Duration wait) {
        super("Not before " + wait, null, false, false);
        this.wait = wait;
    }

    Duration waiting() {
        return wait;
    }
}
