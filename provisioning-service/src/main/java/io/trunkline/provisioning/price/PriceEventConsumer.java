package io.trunkline.provisioning.price;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;

/** Consumes carrier-gateway's sale price book. */
@ApplicationScoped
class PriceEventConsumer {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    PriceEventConsumer(IdempotentHandler handler, SalePriceService prices) {
        this.handler = handler;
        this.handlers = EventHandlers.of("prices.sale-prices").on(SalePricesChanged.class, prices::replace);
    }

    @Incoming("prices")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
