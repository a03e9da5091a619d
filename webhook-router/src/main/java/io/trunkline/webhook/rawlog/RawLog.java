package io.trunkline.webhook.rawlog;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.vertx.UniHelper;
import io.trunkline.events.Topics;
import io.trunkline.kit.messaging.KafkaSender;
import io.trunkline.kit.messaging.TraceContext;
import io.vertx.core.Future;

/** Where a verified webhook becomes durable. Says so only when every in-sync replica has it. */
@ApplicationScoped
public class RawLog {

    private final KafkaSender kafka;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Without the topic's metadata a send blocks its thread, and that is an event loop. */
    private volatile boolean warm;
    private volatile boolean taking = true;

    RawLog(KafkaSender kafka, RawLogConfig config) {
        this.kafka = kafka;
        this.maxInFlight = config.maxInFlight();
    }

    void start(@Observes StartupEvent event) {
        warmUp();
    }

    /** Also keeps the producer from forgetting the topic after idle minutes, and notices when it has after an outage. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void warmUp() {
        try {
            kafka.warmUp(Topics.WEBHOOKS_RAW);
            warm = true;
        } catch (RuntimeException failure) {
            warm = false;
            note(failure);
        }
    }

    /**
     * Ends well when the webhook is durable, and within two seconds either way. Completed on any thread. After a failure the
     * webhook may be there nevertheless: its next delivery has the same dedupe key.
     */
    public Future<Void> append(RawWebhook webhook) {
        if (!warm) {
            return Future.failedFuture("The topic is not known yet");
        }
        if (inFlight.incrementAndGet() > maxInFlight) {
            inFlight.decrementAndGet();
            return Future.failedFuture("Too many webhooks in flight");
        }
        return UniHelper.toFuture(kafka.send(webhook.toRecord(TraceContext.traceparent()))).onComplete(sent -> {
            inFlight.decrementAndGet();
            note(sent.cause());
        });
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
