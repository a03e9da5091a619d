package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.kit.messaging.EventConsumer;

/** Learns from provisioning-service what a workspace uses its numbers for. */
@ApplicationScoped
class ProvisioningEvents {

    private final EventConsumer events;
    private final RouteProjection projection;

    ProvisioningEvents(EventConsumer events, RouteProjection projection) {
        this.events = events;
        this.projection = projection;
    }

    @Incoming("provisioning")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return events.handle("webhook-router.number-uses", message,
                event -> event instanceof ProvisioningCompleted completed && completed.type() != null
                        ? projection.use(completed)
                        : Uni.createFrom().voidItem());
    }
}
