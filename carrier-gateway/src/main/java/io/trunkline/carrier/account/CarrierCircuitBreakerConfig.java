package io.trunkline.carrier.account;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When an instance stops calling a sick carrier, and how it finds out that it is well again. */
@ConfigMapping(prefix = "trunkline.carrier-circuit-breaker")
interface CarrierCircuitBreakerConfig {

    /** Per cent of the calls within the window, 1–100: from here on nothing is sent. */
    @WithDefault("50")
    int failureRateThreshold();

    /** Per cent of the calls within the window that took longer than {@link #slowCallDurationThreshold()}, 1–100: the same. */
    @WithDefault("80")
    int slowCallRateThreshold();

    /** Longer than any honest answer, shorter than a call's total time-out. */
    @WithDefault("5s")
    Duration slowCallDurationThreshold();

    /** What is looked back on; whole seconds. */
    @WithDefault("30s")
    Duration slidingWindow();

    /** With fewer calls than this within the window nothing is concluded. */
    @WithDefault("20")
    int minimumCalls();

    /** How long nothing is sent before the first probe. */
    @WithDefault("15s")
    Duration openDuration();

    /** Calls that are let through then; what becomes of them decides. */
    @WithDefault("3")
    int halfOpenCalls();
}
