package io.trunkline.webhook.rawlog;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.vertx.UniHelper;
import io.trunkline.kit.messaging.KafkaPublisher;
import io.trunkline.kit.messaging.TraceContext;
import io.vertx.core.Future;

/** Where a verified webhook becomes durable. Says so only when every in-sync replica has it. */
@ApplicationScoped
public class RawLog {

    private final KafkaPublisher kafka;
    private final int maxInFlight;
    private final long maxBytesInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private volatile boolean taking = true;

    RawLog(KafkaPublisher kafka, RawLogConfig config) {
        this.kafka = kafka;
        this.maxInFlight = config.maxInFlight();
        this.maxBytesInFlight = config.maxBytesInFlight().asLongValue();
    }

    /**
     * Ends well when the webhook is durable, and within two seconds either way. Completed on any thread. After a failure the
     * webhook may be there nevertheless: its next delivery has the same dedupe key.
     */
    public Future<Void> append(RawWebhook webhook) {
        int size = webhook.body().length;
        if (!admit(size)) {
            return Future.failedFuture("Too many webhooks in flight");
        }
        return UniHelper.toFuture(kafka.send(webhook.toRecord(TraceContext.traceparent()))).onComplete(sent -> {
            leave(size);
            note(sent.cause());
        });
    }

    private boolean admit(int size) {
        if (inFlight.incrementAndGet() <= maxInFlight & bytesInFlight.addAndGet(size) <= maxBytesInFlight) {
            return true;
        }
        leave(size);
        return false;
    }

    private void leave(int size) {
        inFlight.decrementAndGet();
        bytesInFlight.addAndGet(-size);
    }

    /** One line when an outage begins and one when it ends, however many webhooks are refused in between. */
    private void note(Throwable failure) {
        boolean takes = failure == null;
        if (takes != taking) {
            taking = takes;
            if (takes) {
                Log.info("Kafka takes webhooks again");
            } else {
                Log.warnf("Kafka does not take webhooks; they are refused with 503: %s", failure.toString());
            }
        }
    }
}
