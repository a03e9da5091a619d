package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.carrier.job.DeferredException;

/** What repetitions may add to the load of one carrier account: a share of the first tries within the last minute. */
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
                .description("Jobs that delay because there are too many repetitions").tag("carrier", carrier)
                .register(metrics);
        this.clock = clock;
        this.second = now();
    }

    /** A call was made. */
    synchronized void recordCall(boolean retry) {
        evictExpired();
        int[] calls = retry ? retries : firstAttempts;
        calls[slot(second)]++;
    }

    /**
     * Spends nothing: that is done by the calls. Those under way when the budget ends still take place.
     *
     * @throws DeferredException when there is nothing left for one more repetition
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

    /** Calls within the last minute, repetitions among them. */
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
