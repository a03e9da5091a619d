package io.trunkline.webhook.rawwebhook;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/**
 * Consumes the raw topic. Keeps the order per key; processes each webhook once, see {@link WebhookDispatcher}; retries while
 * the database is unavailable. Unreadable records become dead letters.
 */
@ApplicationScoped
class RawWebhookConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers;

    RawWebhookConsumer(IdempotentHandler handler, WebhookDispatcher dispatcher) {
        this.handler = handler;
        this.handlers = EventHandlers.ofRecords("webhook-router.webhooks",
                message -> dispatcher.dispatchOnce(RawWebhook.fromRecord(message)));
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("webhooks-raw")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }
}
