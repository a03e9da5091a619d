package io.trunkline.provisioning.price;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Consumes carrier-gateway's sale price book. */
@ApplicationScoped
class PriceEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    PriceEventConsumer(IdempotentHandler handler, SalePriceService prices) {
        this.handler = handler;
        this.handlers = EventHandlers.of("prices.sale-prices").on(SalePricesChanged.class, prices::replace);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("prices")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
