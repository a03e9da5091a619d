package io.trunkline.carrier.account;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the circuit breaker of an account opens and closes, in each instance. */
@ConfigMapping(prefix = "trunkline.carrier-circuit-breaker")
interface CarrierCircuitBreakerConfig {

    /** Per cent of the calls within the sliding window that failed, 1–100: from here on it opens. */
    @WithDefault("50")
    int failureRateThreshold();

    /**
     * Per cent of the calls within the sliding window that took longer than {@link #slowCallDurationThreshold()}, 1–100: from
     * here on it opens.
     */
    @WithDefault("80")
    int slowCallRateThreshold();

    /** Above any normal response time, below a call's total time-out. */
    @WithDefault("5s")
    Duration slowCallDurationThreshold();

    /** Length of the sliding window; whole seconds. */
    @WithDefault("30s")
    Duration slidingWindow();

    /** With fewer calls than this within the sliding window it stays closed. */
    @WithDefault("20")
    int minimumCalls();

    /** How long no call is sent before the first probe. */
    @WithDefault("15s")
    Duration openDuration();

    /** Probes in the half-open state; their outcome opens or closes it. */
    @WithDefault("3")
    int halfOpenCalls();
}
