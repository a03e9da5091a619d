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

/** Consumes inventory-service's events and keeps the routes. */
@ApplicationScoped
class NumberEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    NumberEventConsumer(IdempotentHandler handler, RouteProjection projection) {
        this.handler = handler;
        this.handlers = EventHandlers.of("webhook-router.routes")
                .on(NumberAssigned.class, projection::assign)
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
