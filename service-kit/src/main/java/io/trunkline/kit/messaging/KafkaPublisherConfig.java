package io.trunkline.kit.messaging;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Time-outs of what a service sends to Kafka; the client's own defaults (1–2 minutes) outlast every carrier's patience. */
@ConfigMapping(prefix = "trunkline.kafka-publisher")
interface KafkaPublisherConfig {

    /** How long a send may wait for metadata or buffer space. */
    @WithDefault("250ms")
    Duration maxBlock();

    /** How long one request to a broker may take. */
    @WithDefault("1s")
    Duration requestTimeout();

    /** From send to success or failure, retries included; at least {@code request-timeout}. */
    @WithDefault("1500ms")
    Duration deliveryTimeout();
}
