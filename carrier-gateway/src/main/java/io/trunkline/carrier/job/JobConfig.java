package io.trunkline.carrier.job;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How jobs are claimed and tried again. */
@ConfigMapping(prefix = "trunkline.jobs")
interface JobConfig {

    /** The net under the wake-up after a commit. At least 1 s, the scheduler's own step. */
    @WithDefault("1s")
    Duration poll();

    /** Jobs of one kind for one carrier under way at the same time in this instance. */
    @WithDefault("16")
    int concurrency();

    /**
     * How long a killed instance's jobs wait for another one. Prolonged while a job is under way. Longer than a carrier call
     * may take: a purchase or send starts only while the lease is held until its end.
     */
    @WithDefault("12s")
    Duration lease();

    /**
     * How often the leases of jobs under way are prolonged. With the longest call it must fit into the lease: a call that
     * waited for its turn just before the next renewal could not start otherwise.
     */
    @WithDefault("1s")
    Duration renew();

    /** A job under way for longer is let go of, and taken up again when its lease has run out. */
    @WithDefault("2m")
    Duration longestRun();

    /** Wait before the second try; doubled for each further one. */
    @WithDefault("500ms")
    Duration firstWait();

    /** Longest wait between two tries. */
    @WithDefault("5m")
    Duration longestWait();

    /** How long jobs are kept that succeeded or failed, from their command on; a repeated command is a new one afterwards. */
    @WithDefault("90d")
    Duration kept();

    /** A carrier that asks for a longer wait than this gets this. */
    @WithDefault("15m")
    Duration longestRetryAfter();
}
