package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.carrier.spi.CarrierException;

/** How long to wait before the same is tried again. */
@ApplicationScoped
public class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private final JobConfig config;

    Backoff(JobConfig config) {
        this.config = config;
    }

    /**
     * Doubling from the first wait to the longest, less up to half at random so that what failed together does not come back
     * together. When the carrier asked for more, that, up to a cap, and up to a quarter more at random.
     */
    public Duration delayFor(CarrierException failure, Job job) {
        Duration backoff = exponential(job.attempts());
        return failure.retryAfter().map(requested -> min(requested, config.maxRetryAfter()))
                .filter(requested -> requested.compareTo(backoff) > 0)
                .map(requested -> requested.plusMillis(jitter(requested.toMillis() / 4)))
                .orElse(backoff);
    }

    /** The longest of the doubling waits, for what is tried for ever. */
    public Duration maxDelay() {
        return config.maxBackoff();
    }

    private Duration exponential(int failedAttempts) {
        Duration full = min(config.initialBackoff().multipliedBy(1L << Math.min(failedAttempts, MAX_DOUBLINGS)),
                config.maxBackoff());
        return full.minusMillis(jitter(full.toMillis() / 2));
    }

    private static long jitter(long max) {
        return ThreadLocalRandom.current().nextLong(max + 1);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
