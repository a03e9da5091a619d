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
import io.trunkline.kit.messaging.Replayable;

/** Consumes workspace events of webhook-router, or of a SaaS that publishes them on the topic directly. */
@ApplicationScoped
class WorkspaceEventConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    WorkspaceEventConsumer(IdempotentHandler handler, EntitlementService entitlements) {
        this.handler = handler;
        this.handlers = EventHandlers.of("entitlement.workspaces")
                .on(WorkspaceCreated.class, entitlements::handleCreated)
                .on(WorkspaceUpdated.class, entitlements::handleUpdated)
                .on(WorkspaceDeleted.class, entitlements::handleDeleted);
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("workspaces")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
