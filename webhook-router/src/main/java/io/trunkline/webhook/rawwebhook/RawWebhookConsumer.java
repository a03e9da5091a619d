package io.trunkline.webhook.rawwebhook;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.IdempotentHandler;

/**
 * Hears the raw topic. In order per key; once, by {@link WebhookDispatcher}; waits for a database that is away; puts on the
 * dead-letter topic what nobody can read.
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
