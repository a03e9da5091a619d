package io.trunkline.carrier.job;

import java.time.Duration;

/** A job must wait for a reason that is not its own. Its state stays, and no attempt is counted. */
public final class DeferredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /** @param delay until the job is due again */
    public DeferredException(Duration delay) {
        super("Not before " + delay, null, false, false);
        this.delay = delay;
    }

    Duration delay() {
        return delay;
    }
}
