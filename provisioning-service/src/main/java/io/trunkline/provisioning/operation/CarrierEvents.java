package io.trunkline.provisioning.operation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears how the carrier's part went. */
@ApplicationScoped
class CarrierEvents {

    private final EventConsumer consumer;
    private final Replies replies;

    CarrierEvents(EventConsumer consumer, Replies replies) {
        this.consumer = consumer;
        this.replies = replies;
    }

    @Incoming("carrier-events")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("operations.carrier-events", message, replies::on);
    }
}
