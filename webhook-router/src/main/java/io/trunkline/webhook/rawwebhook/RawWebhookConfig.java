package io.trunkline.webhook.rawwebhook;

import jakarta.validation.constraints.Positive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on the webhooks that the ingress holds in memory. */
@ConfigMapping(prefix = "trunkline.ingress")
interface RawWebhookConfig {

    /** Webhooks sent to Kafka and not yet confirmed; more are rejected with 503. */
    @WithDefault("1000")
    @Positive
    int maxInFlight();

    /**
     * The total size of their bodies; more are rejected with 503. Well below the producer's own 32 MiB, beyond which a send
     * blocks.
     */
    @WithDefault("16M")
    MemorySize maxBytesInFlight();
}
