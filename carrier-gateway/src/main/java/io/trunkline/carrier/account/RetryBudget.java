package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.carrier.job.DeferredException;

/** Retry budget of one account and instance: retries are limited to a share of the first attempts within the last minute. */
final class RetryBudget {

    private static final int MINUTE = 60;

    private final RetryBudgetConfig config;
    private final LongSupplier clock;
    private final Counter postponed;
    private final int[] firstAttempts = new int[MINUTE];
    private final int[] retries = new int[MINUTE];
    private long second;

    /** @param clock nanoseconds */
    RetryBudget(String carrier, RetryBudgetConfig config, LongSupplier clock, MeterRegistry metrics) {
        this.config = config;
        this.postponed = Counter.builder("trunkline.carrier.retries.postponed")
                .description("Jobs postponed because the retry budget is used up").tag("carrier", carrier)
                .register(metrics);
        this.clock = clock;
        this.second = now();
    }

    /** Counts a call that is sent. */
    synchronized void recordCall(boolean retry) {
        evictExpired();
        int[] calls = retry ? retries : firstAttempts;
        calls[slot(second)]++;
    }

    /**
     * Checks without counting: {@link #recordCall} counts. Calls in progress when the budget ends are still made.
     *
     * @throws DeferredException when the budget is used up
     */
    synchronized void checkRetry() {
        evictExpired();
        long allowed = Math.max(config.minimumPerMinute(), (long) sum(firstAttempts) * config.percent() / 100);
        if (sum(retries) >= allowed) {
            postponed.increment();
            long delay = config.delay().toMillis();
            throw new DeferredException(Duration.ofMillis(delay + ThreadLocalRandom.current().nextLong(delay + 1)));
        }
    }

    /** Calls within the last minute, retries included. */
    synchronized int calls() {
        evictExpired();
        return sum(firstAttempts) + sum(retries);
    }

    private void evictExpired() {
        long now = now();
        for (long past = Math.max(second + 1, now - MINUTE + 1); past <= now; past++) {
            firstAttempts[slot(past)] = 0;
            retries[slot(past)] = 0;
        }
        second = Math.max(second, now);
    }

    private long now() {
        return Duration.ofNanos(clock.getAsLong()).toSeconds();
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) MINUTE);
    }

    private static int sum(int[] calls) {
        return Arrays.stream(calls).sum();
    }
}
