package io.trunkline.provisioning.entitlement;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;

/** Hears of workspaces: from webhook-router, or from a SaaS that publishes them itself. */
@ApplicationScoped
class WorkspaceEvents {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;
    private final Entitlements entitlements;

    WorkspaceEvents(IdempotentHandler handler, Entitlements entitlements) {
        this.handler = handler;
        this.entitlements = entitlements;
        this.handlers = EventHandlers.of("entitlement.workspaces")
                .on(WorkspaceCreated.class, entitlements::onCreated)
                .on(WorkspaceUpdated.class, entitlements::onUpdated)
                .on(WorkspaceDeleted.class, entitlements::onDeleted);
    }

    @Incoming("workspaces")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
