package io.trunkline.provisioning.operation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears what inventory says about numbers. */
@ApplicationScoped
class NumberEvents {

    private final EventConsumer consumer;
    private final Replies replies;

    NumberEvents(EventConsumer consumer, Replies replies) {
        this.consumer = consumer;
        this.replies = replies;
    }

    @Incoming("numbers")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("operations.numbers", message, replies::on);
    }
}
