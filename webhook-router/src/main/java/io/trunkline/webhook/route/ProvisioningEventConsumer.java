package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Consumes provisioning-service's events and records the purpose for which a workspace uses a number. */
@ApplicationScoped
class ProvisioningEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    ProvisioningEventConsumer(IdempotentHandler handler, RouteProjection projection) {
        this.handler = handler;
        this.handlers = EventHandlers.of("webhook-router.number-uses")
                .on(ProvisioningCompleted.class,
                        completed -> completed.type() == null ? Uni.createFrom().voidItem() : projection.recordUse(completed));
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("provisioning")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
