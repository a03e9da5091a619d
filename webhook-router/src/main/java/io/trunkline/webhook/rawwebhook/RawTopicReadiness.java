package io.trunkline.webhook.rawwebhook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Topics;
import io.trunkline.kit.messaging.KafkaPublisher;

/** Not ready until the producer has the metadata of the raw topic: before that every webhook would be rejected. */
@Readiness
@ApplicationScoped
class RawTopicReadiness implements AsyncHealthCheck {

    private final KafkaPublisher kafka;

    RawTopicReadiness(KafkaPublisher kafka) {
        this.kafka = kafka;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return kafka.fetchMetadata(Topics.WEBHOOKS_RAW)
                .map(known -> HealthCheckResponse.up(Topics.WEBHOOKS_RAW))
                .onFailure().recoverWithItem(() -> HealthCheckResponse.down(Topics.WEBHOOKS_RAW));
    }
}
