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
     * Doubling from the first wait to the longest, less up to half at random so that what failed together does not come back
     * together. When the carrier asked for more, that, up to a cap, and up to a quarter more at random.
     */
    public Duration after(CarrierException failure, Job job) {
        Duration own = wait(job.attempts());
        return failure.retryAfter().map(told -> shorter(told, config.longestRetryAfter()))
                .filter(told -> told.compareTo(own) > 0)
                .map(told -> told.plusMillis(atRandom(told.toMillis() / 4)))
                .orElse(own);
    }

    /** The longest of the doubling waits, for what is tried for ever. */
    public Duration longest() {
        return config.longestWait();
    }

    private Duration wait(int failedTries) {
        Duration full = shorter(config.firstWait().multipliedBy(1L << Math.min(failedTries, MOST_DOUBLINGS)),
                config.longestWait());
        return full.minusMillis(atRandom(full.toMillis() / 2));
    }

    private static long atRandom(long most) {
        return ThreadLocalRandom.current().nextLong(most + 1);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
