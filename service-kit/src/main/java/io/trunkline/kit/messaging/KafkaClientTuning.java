package io.trunkline.kit.messaging;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

import io.smallrye.reactive.messaging.ClientCustomizer;

/**
 * What every Kafka client of a service is spared: an MBean for each of its hundreds of metrics (they are read through
 * Micrometer) and a subscription for pushing them to the broker. Together they are a good part of a service's start.
 */
@ApplicationScoped
class KafkaClientTuning implements ClientCustomizer<Map<String, Object>> {

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        apply(settings);
        return settings;
    }

    static void apply(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    }
}
