package io.trunkline.kit.deadletter;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.SqlState;
import io.trunkline.kit.messaging.DeadLetters;
import io.trunkline.kit.messaging.EventHeaders;
import io.trunkline.kit.messaging.RecordRetry;

/** Stores dead letters. Each is one line of level ERROR and is counted in {@code trunkline.dead.letters}. */
@ApplicationScoped
class DeadLetterWriter implements DeadLetters {

    private static final int MAX_REASON = 2_000;
    /** Without a plus sign only if it is not a part of an id. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}|(?<![\\w-])[1-9]\\d{6,14}(?![\\w-])");

    private final DeadLetterRepository repository;
    private final RecordRetry retry;
    private final MeterRegistry metrics;

    DeadLetterWriter(DeadLetterRepository repository, RecordRetry retry, MeterRegistry metrics) {
        this.repository = repository;
        this.retry = retry;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> add(String consumer, ConsumerRecord<String, byte[]> message, Throwable failure) {
        String reason = reasonOf(failure);
        return retry.untilDone(consumer, () -> repository.insert(consumer, message, reason))
                .invoke(() -> report(consumer, message, failure, reason));
    }

    /** A class name alone would not explain a rejected record, and a message alone is sometimes missing. */
    static String reasonOf(Throwable failure) {
        String reason = failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    private void report(String consumer, ConsumerRecord<String, byte[]> message, Throwable failure, String reason) {
        metrics.counter("trunkline.dead.letters", "topic", message.topic(), "reason", failure.getClass().getSimpleName())
                .increment();
        Log.errorf("Dead letter of %s: topic %s, partition %d, offset %d, key %s, type %s: %s", consumer, message.topic(),
                message.partition(), message.offset(), masked(message.key()),
                masked(EventHeaders.get(message.headers(), EventHeaders.TYPE)), masked(loggable(failure, reason)));
    }

    /** The database quotes values, such as a text's body: its message is stored and not logged. */
    static String loggable(Throwable failure, String reason) {
        String state = SqlState.ofAnyCause(failure);
        return state == null ? reason : failure.getClass().getSimpleName() + ": SQLSTATE " + state;
    }

    /** A key may contain two numbers, and a reason may quote one. */
    private static String masked(String text) {
        return text == null ? null
                : NUMBER.matcher(text.replaceAll("\\s+", " ")).replaceAll(number -> PhoneNumbers.mask(number.group()));
    }
}
