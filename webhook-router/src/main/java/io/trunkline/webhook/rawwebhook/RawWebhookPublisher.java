package io.trunkline.webhook.rawwebhook;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.vertx.UniHelper;
import io.trunkline.kit.StateChangeLog;
import io.trunkline.kit.messaging.KafkaPublisher;
import io.trunkline.kit.messaging.TraceContext;
import io.vertx.core.Future;

/** Publishes verified webhooks to the raw topic. A webhook counts as durable when every in-sync replica has it. */
@ApplicationScoped
public class RawWebhookPublisher {

    private final KafkaPublisher kafka;
    private final int maxInFlight;
    private final long maxBytesInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final StateChangeLog<Boolean> availability = new StateChangeLog<>(true);

    RawWebhookPublisher(KafkaPublisher kafka, RawWebhookConfig config) {
        this.kafka = kafka;
        this.maxInFlight = config.maxInFlight();
        this.maxBytesInFlight = config.maxBytesInFlight().asLongValue();
    }

    /**
     * Completes when the webhook is durable, within two seconds, on any thread. After a failure the webhook may still be on the
     * topic: its redelivery has the same dedupe key.
     */
    public Future<Void> publish(RawWebhook webhook) {
        int size = webhook.body().length;
        if (!tryAcquire(size)) {
            return Future.failedFuture("Too many webhooks in flight");
        }
        return UniHelper.toFuture(kafka.send(webhook.toRecord(TraceContext.traceparent()))).onComplete(sent -> {
            release(size);
            logStateChange(sent.cause());
        });
    }

    private boolean tryAcquire(int size) {
        if (inFlight.incrementAndGet() <= maxInFlight & bytesInFlight.addAndGet(size) <= maxBytesInFlight) {
            return true;
        }
        release(size);
        return false;
    }

    private void release(int size) {
        inFlight.decrementAndGet();
        bytesInFlight.addAndGet(-size);
    }

    private void logStateChange(Throwable failure) {
        if (failure == null) {
            availability.observe(true, () -> Log.info("Kafka accepts webhooks again"));
        } else {
            availability.observe(false,
                    () -> Log.warnf("Kafka does not accept webhooks; they are rejected with 503: %s", failure.toString()));
        }
    }
}
