package io.trunkline.carrier.http;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** What one call to a carrier may take. */
public interface CallLimits {

    /** Longest time to connect. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** The longest silence within an answer. */
    @WithDefault("8s")
    Duration readTimeout();

    /** From the first byte sent to the last one received, however slowly they come. */
    @WithDefault("10s")
    Duration totalTimeout();

    /** Larger answers are not read. */
    @WithDefault("4M")
    MemorySize maxAnswer();
}
