package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;

/** Limits on the calls to one carrier account: bulkheads, the rate limit and the probes of a refused account. */
@ConfigMapping(prefix = "trunkline.carrier-calls")
interface CallConfig {

    /** Calls of jobs at the same time, per account and instance. */
    @WithDefault("20")
    int maxConcurrent();

    /** Calls of jobs that wait for the bulkhead; further ones are rejected at once and retried later. */
    @WithDefault("100")
    int maxWaiting();

    /** Calls outside jobs, such as searches, at the same time, per account and instance; they have their own bulkhead. */
    @WithDefault("10")
    int maxConcurrentInteractive();

    /** Calls outside jobs that wait for the bulkhead; further ones are rejected at once. */
    @WithDefault("30")
    int maxWaitingInteractive();

    /**
     * Calls per second to each account, over all instances; at least 1. By carrier, or for one account. The limits that
     * carriers publish are in application.properties.
     */
    @WithDefaults
    @WithDefault("50")
    Map<String, Integer> perSecond();

    /** A call that would wait longer for the rate limiter is rejected at once and retried later. */
    @WithDefault("5s")
    Duration maxWait();

    /** The longest pause after a 429 with {@code Retry-After}; a longer one is cut to this. */
    @WithDefault("5m")
    Duration maxPause();

    /**
     * How often an account is probed that the carrier refused as a whole (wrong credentials, suspended), in each instance.
     * All other calls fail with the same failure and are not sent. Orders prefer other accounts for as long after any failure
     * that needs an operator.
     */
    @WithDefault("1m")
    Duration accountProbeInterval();

    /** How long the rate limiter waits for PostgreSQL; then the call fails and is not sent. */
    @WithDefault("2s")
    Duration limiterTimeout();
}
