package io.trunkline.webhook.conversation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Consumes carrier-gateway's events and updates the status of outbound messages. */
@ApplicationScoped
class CarrierEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    CarrierEventConsumer(IdempotentHandler handler, DeliveryService deliveries) {
        this.handler = handler;
        this.handlers = EventHandlers.of("webhook-router.deliveries")
                .on(MessageSent.class, deliveries::markSent)
                .on(MessageFailed.class, deliveries::markFailed);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("carrier-events")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
