package io.trunkline.provisioning.operation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;

/** Hears how the carrier's part went. */
@ApplicationScoped
class CarrierEvents {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final Replies replies;

    CarrierEvents(IdempotentHandler handler, Replies replies) {
        this.handler = handler;
        this.replies = replies;
        this.handlers = EventHandlers.of("operations.carrier-events")
                .on(NumberOrdered.class, replies::on)
                .on(NumberOrderFailed.class, replies::on)
                .on(NumberOrderUnknown.class, replies::on)
                .on(NumberOrderNeedsAttention.class, replies::on)
                .on(NumberConfigured.class, replies::on)
                .on(NumberConfigurationFailed.class, replies::on);
    }

    @Incoming("carrier-events")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
