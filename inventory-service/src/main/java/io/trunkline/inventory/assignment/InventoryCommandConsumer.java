package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Consumes provisioning-service's commands: claims and releases of numbers. */
@ApplicationScoped
class InventoryCommandConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    InventoryCommandConsumer(IdempotentHandler handler, ClaimService claims, ReleaseService releases) {
        this.handler = handler;
        this.handlers = EventHandlers.of("inventory.commands")
                .on(ClaimNumber.class, claims::claim)
                .on(ReleaseNumber.class, releases::release);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("inventory-commands")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
