package io.trunkline.webhook.rawwebhook;

import jakarta.validation.constraints.Positive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of what the ingress holds in memory. */
@ConfigMapping(prefix = "trunkline.ingress")
interface RawWebhookConfig {

    /** Webhooks handed to Kafka and not yet confirmed; more are refused with 503. */
    @WithDefault("1000")
    @Positive
    int maxInFlight();

    /** Their bodies together; more are refused with 503. Well below the producer's own 32 MiB, beyond which a send blocks. */
    @WithDefault("16M")
    MemorySize maxBytesInFlight();
}
