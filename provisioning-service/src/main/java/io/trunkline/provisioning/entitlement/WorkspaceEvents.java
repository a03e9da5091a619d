package io.trunkline.provisioning.entitlement;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.messaging.EventConsumer;

/** Hears of workspaces: from webhook-router, or from a SaaS that publishes them itself. */
@ApplicationScoped
class WorkspaceEvents {

    private final EventConsumer consumer;
    private final Entitlements entitlements;

    WorkspaceEvents(EventConsumer consumer, Entitlements entitlements) {
        this.consumer = consumer;
        this.entitlements = entitlements;
    }

    @Incoming("workspaces")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("entitlement.workspaces", message, this::apply);
    }

    private Uni<Void> apply(Event event) {
        if (event instanceof WorkspaceCreated created) {
            return entitlements.onCreated(created);
        }
        if (event instanceof WorkspaceUpdated updated) {
            return entitlements.onUpdated(updated);
        }
        if (event instanceof WorkspaceDeleted deleted) {
            return entitlements.onDeleted(deleted);
        }
        return Uni.createFrom().voidItem();
    }
}
