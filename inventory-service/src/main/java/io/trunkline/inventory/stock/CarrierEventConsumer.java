package io.trunkline.inventory.stock;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Consumes carrier-gateway's events: orders, configurations and releases of numbers. */
@ApplicationScoped
class CarrierEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    CarrierEventConsumer(IdempotentHandler handler, AdoptionService adoption, PurchaseService purchases,
            CarrierReleaseService releases) {
        this.handler = handler;
        this.handlers = EventHandlers.of("inventory.carrier-events")
                .on(NumberOrdered.class, adoption::adopt)
                .on(NumberOrderFailed.class, purchases::markFailed)
                .on(NumberOrderUnknown.class, purchases::markUnknown)
                .on(NumberOrderNeedsAttention.class, purchases::markNeedsAttention)
                .on(NumberConfigured.class, adoption::recordCarrierIds)
                .on(CarrierNumberReleased.class, releases::confirm);
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
