package io.trunkline.kit.messaging;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

import io.smallrye.reactive.messaging.ClientCustomizer;

/**
 * Switches off two features of every Kafka client: an MBean for each of its hundreds of metrics (Micrometer reads them) and
 * the push of metrics to the broker. Both slow down the start of a service.
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
