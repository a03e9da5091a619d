package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;
import io.trunkline.webhook.unrouted.UnroutedService;

/**
 * Consumes inventory-service's events: keeps the route table and reroutes the webhooks that arrived before the assignment was
 * known.
 */
@ApplicationScoped
class NumberEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    NumberEventConsumer(IdempotentHandler handler, RouteProjection projection, UnroutedService unrouted) {
        this.handler = handler;
        this.handlers = EventHandlers.of("webhook-router.routes")
                .on(NumberAssigned.class, assigned -> projection.assign(assigned)
                        .chain(route -> unrouted.reroute(route.number(), route.validFrom(), route.validTo())))
                .on(NumberReleased.class, projection::release);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("numbers")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
