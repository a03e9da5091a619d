package io.trunkline.kit.messaging;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.TransientFailures;

/**
 * Retries the work on a record. While it waits, the consumer's partition waits with it: the order is preserved, and no
 * record is skipped.
 */
@ApplicationScoped
public class RecordRetry {

    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(20);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final Duration PERMANENT_INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final int PERMANENT_MAX_RETRIES = 4;

    private final Duration timeout;
    private final MeterRegistry metrics;
    private final ConcurrentMap<String, WaitingRecords> waitingByConsumer = new ConcurrentHashMap<>();

    RecordRetry(ConsumerConfig config, MeterRegistry metrics) {
        this.timeout = config.handlerTimeout();
        this.metrics = metrics;
    }

    /**
     * Retries a transient failure without a limit and any other failure {@value #PERMANENT_MAX_RETRIES} times, because
     * not every passing failure is known as one. A record that cannot be read is not retried.
     */
    public <T> Uni<T> whileTransient(String consumer, Supplier<Uni<T>> work) {
        return withoutLimit(consumer, work, TransientFailures::isTransient)
                .onFailure(failure -> !TransientFailures.isTransient(failure)
                        && !(failure instanceof UnreadableRecordException))
                .retry().withBackOff(PERMANENT_INITIAL_BACKOFF, MAX_BACKOFF).atMost(PERMANENT_MAX_RETRIES);
    }

    /** Retries every failure without a limit. */
    public <T> Uni<T> untilDone(String consumer, Supplier<Uni<T>> work) {
        return withoutLimit(consumer, work, failure -> true);
    }

    /** One try of the work, limited in time. */
    public <T> Uni<T> once(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> work.get()).ifNoItem().after(timeout).fail();
    }

    private <T> Uni<T> withoutLimit(String consumer, Supplier<Uni<T>> work, Predicate<Throwable> retried) {
        return Uni.createFrom().deferred(() -> {
            WaitingRecords.Wait wait = waitingByConsumer
                    .computeIfAbsent(consumer, name -> new WaitingRecords(name, metrics)).new Wait();
            return once(work)
                    .onFailure(retried).invoke(wait::observe)
                    .onFailure(retried).retry().withBackOff(INITIAL_BACKOFF, MAX_BACKOFF).withJitter(0.5).indefinitely()
                    .onTermination().invoke(wait::end);
        });
    }
}
