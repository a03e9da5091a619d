package io.trunkline.kit.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.StateChangeLog;

/**
 * The records of one consumer that wait, in {@code trunkline.consumer.waiting}. They are several if it has a concurrency.
 * One line is logged when the consumer begins to wait and one when it goes on.
 */
final class WaitingRecords {

    /**
     * A conflict with another transaction is expected and ends soon. Before this time, the record does not count as waiting.
     */
    private static final Duration CONFLICT_GRACE_PERIOD = Duration.ofSeconds(2);

    private final String consumer;
    private final AtomicInteger count;
    private final StateChangeLog<Boolean> log = new StateChangeLog<>(false);

    WaitingRecords(String consumer, MeterRegistry metrics) {
        this.consumer = consumer;
        this.count = metrics.gauge("trunkline.consumer.waiting", Tags.of("consumer", consumer), new AtomicInteger());
    }

    private void begin(Throwable failure) {
        count.incrementAndGet();
        log.observe(true, () -> Log.warnf("%s waits, its records are retried: %s", consumer, failure.toString()));
    }

    private void end() {
        if (count.decrementAndGet() == 0) {
            log.observe(false, () -> Log.warnf("%s goes on", consumer));
        }
    }

    /** The wait of one record, from its first failure. */
    final class Wait {

        private final long start = System.nanoTime();
        private final AtomicBoolean began = new AtomicBoolean();

        void observe(Throwable failure) {
            boolean counts = !(failure instanceof RetryableException)
                    || System.nanoTime() - start > CONFLICT_GRACE_PERIOD.toNanos();
            if (counts && began.compareAndSet(false, true)) {
                WaitingRecords.this.begin(failure);
            }
        }

        void end() {
            if (began.compareAndSet(true, false)) {
                WaitingRecords.this.end();
            }
        }
    }
}
