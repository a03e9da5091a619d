package io.trunkline.webhook.rawlog;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.IdempotentHandler;

/**
 * Hears the raw topic. In order per key; once, by {@link WebhookLog}; waits for a database that is away; puts on the
 * dead-letter topic what nobody can read.
 */
@ApplicationScoped
class RawWebhooks {

    private final WebhookLog log;

    RawWebhooks(WebhookLog log) {
        this.log = log;
    }

    @Incoming("webhooks-raw")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return Uni.createFrom().item(() -> RawWebhook.of(message))
                .chain(webhook -> IdempotentHandler.retryTransient(() -> log.once(webhook)));
    }
}
