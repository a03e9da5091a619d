package io.trunkline.webhook.rawwebhook;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.IdempotentHandler;

/**
 * Consumes the raw topic. Keeps the order per key; processes each webhook once, see {@link WebhookDispatcher}; retries while
 * the database is unavailable. Unreadable records go to the dead-letter topic.
 */
@ApplicationScoped
class RawWebhookConsumer {

    private final WebhookDispatcher dispatcher;

    RawWebhookConsumer(WebhookDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Incoming("webhooks-raw")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return Uni.createFrom().item(() -> RawWebhook.fromRecord(message))
                .chain(webhook -> IdempotentHandler.retryTransient(() -> dispatcher.dispatchOnce(webhook)));
    }
}
