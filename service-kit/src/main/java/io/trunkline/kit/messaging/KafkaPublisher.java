package io.trunkline.kit.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * The one producer of a service: idempotent, {@code acks=all}, with short time-outs. A send ends within {@code max-block} +
 * {@code delivery-timeout}, so its caller (a carrier's webhook, the relay) soon gets the failure when the broker is down.
 */
@ApplicationScoped
public class KafkaPublisher {

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final ConcurrentMap<String, Uni<Void>> metadataByTopic = new ConcurrentHashMap<>();

    KafkaPublisher(@Identifier("default-kafka-broker") Map<String, Object> broker, KafkaPublisherConfig config,
            MeterRegistry registry) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.maxBlock().toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) config.requestTimeout().toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.deliveryTimeout().toMillis());
        // The metadata of a topic that is seldom written is not evicted: see fetchMetadata().
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, Duration.ofSeconds(1).toMillis());
        KafkaClientTuning.apply(settings);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
    }

    /** Completes when the record is on every in-sync replica, on a Kafka thread. Never blocks the caller. */
    public Uni<Void> send(ProducerRecord<String, byte[]> message) {
        return fetchMetadata(message.topic()).chain(() -> Uni.createFrom().emitter(emitter -> {
            try {
                producer.send(message, (metadata, failure) -> {
                    if (failure == null) {
                        emitter.complete(null);
                    } else {
                        evictMetadata(message.topic(), failure);
                        emitter.fail(failure);
                    }
                });
            } catch (RuntimeException failure) {
                emitter.fail(failure);
            }
        }));
    }

    /**
     * Fetches the topic's metadata once: without it, {@code producer.send} would block its thread. Concurrent callers share
     * one request; a failed one is not cached. Fails within {@code max-block}.
     */
    public Uni<Void> fetchMetadata(String name) {
        return metadataByTopic.computeIfAbsent(name, topic -> Uni.createFrom().item(() -> producer.partitionsFor(topic))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure().invoke(() -> metadataByTopic.remove(topic))
                .replaceWithVoid()
                .memoize().indefinitely());
    }

    /**
     * A producer that reaches no broker discards its metadata ({@code metadata.recovery.strategy=rebootstrap}): the next send
     * would block its thread again.
     */
    private void evictMetadata(String topic, Exception failure) {
        if (failure instanceof TimeoutException) {
            metadataByTopic.remove(topic);
        }
    }

    @PreDestroy
    void close() {
        metrics.close();
        producer.close(Duration.ofSeconds(5));
    }
}
