package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;

/** Consumes provisioning-service's commands: claims and releases of numbers. */
@ApplicationScoped
class InventoryCommandConsumer {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    InventoryCommandConsumer(IdempotentHandler handler, ClaimService claims, ReleaseService releases) {
        this.handler = handler;
        this.handlers = EventHandlers.of("inventory.commands")
                .on(ClaimNumber.class, claims::claim)
                .on(ReleaseNumber.class, releases::release);
    }

    @Incoming("inventory-commands")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
