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
import io.trunkline.kit.messaging.Replayable;

/** Consumes carrier-gateway's replies to ORDER and CONFIGURE. */
@ApplicationScoped
class CarrierEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    CarrierEventConsumer(IdempotentHandler handler, ReplyHandler replyHandler) {
        this.handler = handler;
        this.handlers = EventHandlers.of("operations.carrier-events")
                .on(NumberOrdered.class, replyHandler::handleOrdered)
                .on(NumberOrderFailed.class, replyHandler::handleOrderFailed)
                .on(NumberOrderUnknown.class, replyHandler::handleOrderUnknown)
                .on(NumberOrderNeedsAttention.class, replyHandler::handleOrderNeedsAttention)
                .on(NumberConfigured.class, replyHandler::handleConfigured)
                .on(NumberConfigurationFailed.class, replyHandler::handleConfigurationFailed);
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
