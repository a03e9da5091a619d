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

/** Consumes carrier-gateway's replies to ORDER and CONFIGURE. */
@ApplicationScoped
class CarrierEventConsumer {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final ReplyHandler replyHandler;

    CarrierEventConsumer(IdempotentHandler handler, ReplyHandler replyHandler) {
        this.handler = handler;
        this.replyHandler = replyHandler;
        this.handlers = EventHandlers.of("operations.carrier-events")
                .on(NumberOrdered.class, replyHandler::handle)
                .on(NumberOrderFailed.class, replyHandler::handle)
                .on(NumberOrderUnknown.class, replyHandler::handle)
                .on(NumberOrderNeedsAttention.class, replyHandler::handle)
                .on(NumberConfigured.class, replyHandler::handle)
                .on(NumberConfigurationFailed.class, replyHandler::handle);
    }

    @Incoming("carrier-events")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
