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
import io.trunkline.kit.messaging.Replayable;

/** Consumes inventory-service's replies to CLAIM, ORDER, RELEASE and GIVE_BACK. */
@ApplicationScoped
class NumberEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    NumberEventConsumer(IdempotentHandler handler, ReplyHandler replyHandler) {
        this.handler = handler;
        this.handlers = EventHandlers.of("operations.numbers")
                .on(NumberAssigned.class, replyHandler::handleAssigned)
                .on(NumberAssignmentRefused.class, replyHandler::handleAssignmentRefused)
                .on(NoNumberAvailable.class, replyHandler::handleNoneAvailable)
                .on(NumberReleased.class, replyHandler::handleReleased)
                .on(NumberReleaseRefused.class, replyHandler::handleReleaseRefused);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("numbers")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
