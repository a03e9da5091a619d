package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.carrier.spi.CarrierException;

/** The delay before a call is retried. */
@ApplicationScoped
public class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private final JobConfig config;

    Backoff(JobConfig config) {
        this.config = config;
    }

    /**
     * Exponential from the initial to the maximum back-off, minus up to half of it at random, so that jobs that failed
     * together are not retried together. A longer {@code Retry-After} of the carrier is used instead, up to a cap, plus
     * up to a quarter of it at random.
     */
    public Duration delayFor(CarrierException failure, Job job) {
        Duration backoff = exponential(job.attempts());
        return failure.retryAfter().map(requested -> min(requested, config.maxRetryAfter()))
                .filter(requested -> requested.compareTo(backoff) > 0)
                .map(requested -> requested.plusMillis(jitter(requested.toMillis() / 4)))
                .orElse(backoff);
    }

    /** The maximum back-off, for calls that are retried without a limit. */
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
