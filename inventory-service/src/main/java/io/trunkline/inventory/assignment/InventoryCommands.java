package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears what provisioning-service wants done with numbers. */
@ApplicationScoped
class InventoryCommands {

    private final EventConsumer consumer;
    private final ClaimService claims;
    private final ReleaseService releases;

    InventoryCommands(EventConsumer consumer, ClaimService claims, ReleaseService releases) {
        this.consumer = consumer;
        this.claims = claims;
        this.releases = releases;
    }

    @Incoming("inventory-commands")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("inventory.commands", message, this::apply);
    }

    private Uni<Void> apply(Event event) {
        if (event instanceof ClaimNumber claim) {
            return claims.claim(claim);
        }
        if (event instanceof ReleaseNumber release) {
            return releases.release(release);
        }
        return Uni.createFrom().voidItem();
    }
}
