package io.trunkline.kit.messaging;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Time-outs of the Kafka producer. The client's defaults (1–2 minutes) are longer than any carrier waits for a webhook. */
@ConfigMapping(prefix = "trunkline.kafka-publisher")
interface KafkaPublisherConfig {

    /** Longest wait of a send for metadata or buffer space. */
    @WithDefault("250ms")
    Duration maxBlock();

    /** Longest time of one request to a broker. */
    @WithDefault("1s")
    Duration requestTimeout();

    /** Longest time from send to success or failure, retries included; at least {@code request-timeout}. */
    @WithDefault("1500ms")
    Duration deliveryTimeout();
}
