package io.trunkline.carrier.job;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How jobs are claimed and retried. */
@ConfigMapping(prefix = "trunkline.jobs")
interface JobConfig {

    /** How often due jobs are claimed without a wake-up. At least 1 s, the scheduler's own step. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Bulkhead: running jobs of one type for one carrier in this instance. */
    @WithDefault("16")
    int concurrency();

    /**
     * After this time without a renewal another instance may claim a job. Must be longer than a carrier call: a purchase
     * or a send starts only when the lease lasts until its end.
     */
    @WithDefault("12s")
    Duration lease();

    /**
     * How often the leases of running jobs are renewed. This interval and the longest call together must be shorter than the
     * lease. Otherwise a call that waited for the rate limiter until just before a renewal could not start.
     */
    @WithDefault("1s")
    Duration leaseRenewalInterval();

    /** A job that runs for longer is cancelled. It is claimed again when its lease has expired. */
    @WithDefault("2m")
    Duration maxRunTime();

    /** Delay before the second attempt; doubled for each further one. */
    @WithDefault("500ms")
    Duration initialBackoff();

    /** Longest delay between two attempts; up to half of each delay is subtracted at random. */
    @WithDefault("5m")
    Duration maxBackoff();

    /**
     * Age at which succeeded and failed jobs are deleted, counted from their command. After that a repeated command is a new
     * one.
     */
    @WithDefault("90d")
    Duration retention();

    /**
     * Upper limit for the {@code Retry-After} of a carrier. Up to a quarter is added at random; never shorter than the
     * back-off.
     */
    @WithDefault("15m")
    Duration maxRetryAfter();
}
