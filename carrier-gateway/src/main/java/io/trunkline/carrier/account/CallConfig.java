package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;

/** How many calls are made to one carrier, so that a slow one does not take everything and none is asked too much. */
@ConfigMapping(prefix = "trunkline.carrier-calls")
interface CallConfig {

    /** Calls of jobs under way at the same time, per carrier and instance. */
    @WithDefault("20")
    int maxConcurrent();

    /** Calls of jobs waiting for a place; one more is refused at once and tried later. */
    @WithDefault("100")
    int maxWaiting();

    /** The same for calls of no job, such as searches: they have places of their own. */
    @WithDefault("10")
    int maxConcurrentInteractive();

    /** Calls of no job waiting for a place; one more is refused at once. */
    @WithDefault("30")
    int maxWaitingInteractive();

    /**
     * Calls begun within any second to each account, over all instances together; at least 1. By carrier, or for one very
     * account. What a carrier publishes is in application.properties.
     */
    @WithDefaults
    @WithDefault("50")
    Map<String, Integer> perSecond();

    /** A call whose turn would come later than this is refused at once and tried later. */
    @WithDefault("5s")
    Duration maxWait();

    /** A carrier that asks for a longer pause with 429 gets this. */
    @WithDefault("5m")
    Duration maxPause();

    /**
     * After an account was refused as a whole (wrong credentials, suspended) one call in this time tries whether that was
     * mended, in each instance; all others fail as that one did, unsent.
     */
    @WithDefault("1m")
    Duration accountProbeInterval();

    /** How long PostgreSQL may take to give a turn; then nothing is sent. */
    @WithDefault("2s")
    Duration limiterTimeout();
}
