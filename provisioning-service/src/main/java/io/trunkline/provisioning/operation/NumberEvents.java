package io.trunkline.provisioning.operation;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;

/** Hears what inventory says about numbers. */
@ApplicationScoped
class NumberEvents {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final Replies replies;

    NumberEvents(IdempotentHandler handler, Replies replies) {
        this.handler = handler;
        this.replies = replies;
        this.handlers = EventHandlers.of("operations.numbers")
                .on(NumberAssigned.class, replies::on)
                .on(NumberAssignmentRefused.class, replies::on)
                .on(NoNumberAvailable.class, replies::on)
                .on(NumberReleased.class, replies::on)
                .on(NumberReleaseRefused.class, replies::on);
    }

    @Incoming("numbers")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
