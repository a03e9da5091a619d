package io.trunkline.webhook.conversation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.Event;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears from carrier-gateway what the carrier answered to a message. */
@ApplicationScoped
class CarrierEvents {

    private final EventConsumer events;
    private final DeliveryService deliveries;

    CarrierEvents(EventConsumer events, DeliveryService deliveries) {
        this.events = events;
        this.deliveries = deliveries;
    }

    @Incoming("carrier-events")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return events.handle("webhook-router.deliveries", message, this::follow);
    }

    private Uni<Void> follow(Event event) {
        if (event instanceof MessageSent sent) {
            return deliveries.sent(sent);
        }
        if (event instanceof MessageFailed failed) {
            return deliveries.failed(failed);
        }
        return Uni.createFrom().voidItem();
    }
}
