package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.carrier.spi.CarrierException;

/** How long to wait before the same is tried again. */
@ApplicationScoped
public class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private final JobConfig config;

    Backoff(JobConfig config) {
        this.config = config;
    }

    /**
     * As the carrier asked, up to a cap; otherwise doubling from the first wait to the longest, less up to half at random so
     * that what failed together does not come back together.
     */
    public Duration after(CarrierException failure, Job job) {
        return failure.retryAfter().map(told -> shorter(told, config.longestRetryAfter()))
                .orElseGet(() -> wait(job.attempts()));
    }

    /** The longest of the doubling waits, for what is tried for ever. */
    public Duration longest() {
        return config.longestWait();
    }

    private Duration wait(int failedTries) {
        Duration full = shorter(config.firstWait().multipliedBy(1L << Math.min(failedTries, MOST_DOUBLINGS)),
                config.longestWait());
        return full.minusMillis(ThreadLocalRandom.current().nextLong(full.toMillis() / 2 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
