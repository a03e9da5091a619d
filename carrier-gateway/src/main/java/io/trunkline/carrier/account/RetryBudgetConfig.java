package io.trunkline.carrier.account;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many of an instance's calls to an account may be retries. First attempts are never limited by it. */
@ConfigMapping(prefix = "trunkline.carrier-retry-budget")
interface RetryBudgetConfig {

    /** Per cent of the first attempts within the last minute. */
    @WithDefault("10")
    int percent();

    /** Retries a minute that are always allowed: 10 % of very few calls would postpone the last order for ever. */
    @WithDefault("120")
    int minimumPerMinute();

    /** How long a job without budget is postponed; up to as much again is added at random. */
    @WithDefault("5s")
    Duration delay();
}
