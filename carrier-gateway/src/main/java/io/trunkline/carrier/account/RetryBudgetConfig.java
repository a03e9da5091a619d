package io.trunkline.carrier.account;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of an instance's calls to a carrier may be repetitions. First tries are never limited by it. */
@ConfigMapping(prefix = "trunkline.carrier-retry-budget")
interface RetryBudgetConfig {

    /** Per cent of the first tries within the last minute. */
    @WithDefault("10")
    int percent();

    /** Repetitions a minute that are always allowed: 10 % of nearly nothing would leave the last order undecided for ever. */
    @WithDefault("120")
    int minimumPerMinute();

    /** A job without budget waits this long, and up to as much again at random. */
    @WithDefault("5s")
    Duration delay();
}
