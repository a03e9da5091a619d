package io.trunkline.carrier.adapter.http;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** Limits of one HTTP call to a carrier. */
public interface HttpClientConfig {

    /** The longest time to connect. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** The longest time without a byte of the response. */
    @WithDefault("8s")
    Duration readTimeout();

    /** From the first byte sent to the last one received. Shorter than a job's lease, or the service does not start. */
    @WithDefault("10s")
    Duration totalTimeout();

    /** The connection is closed when a response is larger. */
    @WithDefault("4M")
    MemorySize maxResponseSize();
}
