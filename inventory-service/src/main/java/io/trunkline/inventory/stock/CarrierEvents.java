package io.trunkline.inventory.stock;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Event;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears what happened to numbers at their carriers. */
@ApplicationScoped
class CarrierEvents {

    private final EventConsumer consumer;
    private final AdoptionService adoption;
    private final PurchaseService purchases;

    CarrierEvents(EventConsumer consumer, AdoptionService adoption, PurchaseService purchases) {
        this.consumer = consumer;
        this.adoption = adoption;
        this.purchases = purchases;
    }

    @Incoming("carrier-events")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("inventory.carrier-events", message, this::apply);
    }

    private Uni<Void> apply(Event event) {
        if (event instanceof NumberOrdered ordered) {
            return adoption.adopt(ordered);
        }
        if (event instanceof NumberOrderFailed failed) {
            return purchases.failed(failed);
        }
        if (event instanceof NumberOrderUnknown unknown) {
            return purchases.unknown(unknown);
        }
        if (event instanceof NumberConfigured configured) {
            return adoption.complete(configured);
        }
        if (event instanceof CarrierNumberReleased released) {
            return adoption.retire(released);
        }
        return Uni.createFrom().voidItem();
    }
}
