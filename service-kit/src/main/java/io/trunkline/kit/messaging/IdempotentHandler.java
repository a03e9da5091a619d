package io.trunkline.kit.messaging;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.Ids;
import io.trunkline.kit.TransientFailures;
import io.trunkline.kit.inbox.Inbox;

/**
 * Consumes events: parses the record, then writes inbox row, effect and outbox rows in one transaction.
 * <ul>
 * <li>Delivery is at least once, the effect exactly once: a repeated event id has no effect.
 * <li>A record of an unknown type is skipped.
 * <li>A transient failure (database down, lock lost) is retried in place, without a limit. The order is preserved; no record
 * is skipped.
 * <li>Any other failure is retried for a second or two. Then the connector puts the record on the dead-letter topic and the
 * partition continues. A record that cannot be parsed goes there at once.
 * </ul>
 */
@ApplicationScoped
public class IdempotentHandler {

    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(20);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POISON_INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final int POISON_MAX_RETRIES = 4;

    private final Inbox inbox;
    private final EventJson json;

    IdempotentHandler(Inbox inbox, EventJson json) {
        this.inbox = inbox;
        this.json = json;
    }

    /** Applies the handler of the record's type. A type without a handler is neither parsed nor put in the inbox. */
    public Uni<Void> handle(ConsumerRecord<String, byte[]> message, EventHandlers handlers) {
        String type = EventHeaders.get(message.headers(), EventHeaders.TYPE);
        if (type == null) {
            return Uni.createFrom().failure(new PoisonException("no " + EventHeaders.TYPE + " header"));
        }
        Optional<Class<? extends Event>> eventClass = WireTypes.classOf(type);
        Optional<Function<Event, Uni<?>>> handler = eventClass.flatMap(handlers::handlerOf);
        if (handler.isEmpty()) {
            Log.debugf("%s does not handle events of type %s", handlers.consumer(), type);
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().item(() -> parse(message, eventClass.get()))
                .chain(event -> retryTransient(() -> inbox.once(handlers.consumer(), idOf(message),
                        () -> handler.get().apply(event).replaceWithVoid())));
    }

    /**
     * Retries the work: a transient failure without a limit, any other failure {@value #POISON_MAX_RETRIES} times. Work that
     * exceeds 10 s, on a connection to a database that no longer answers, is repeated on another connection.
     */
    public static <T> Uni<T> retryTransient(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> work.get())
                .ifNoItem().after(HANDLER_TIMEOUT).fail()
                .onFailure(TransientFailures::isTransient).retry().withBackOff(INITIAL_BACKOFF, MAX_BACKOFF).withJitter(0.5)
                .indefinitely()
                .onFailure(failure -> !TransientFailures.isTransient(failure)).retry()
                .withBackOff(POISON_INITIAL_BACKOFF, MAX_BACKOFF).atMost(POISON_MAX_RETRIES);
    }

    private Event parse(ConsumerRecord<String, byte[]> message, Class<? extends Event> type) {
        try {
            return json.read(message.value(), type);
        } catch (IOException | RuntimeException e) {
            throw new PoisonException("not the JSON of " + type.getSimpleName());
        }
    }

    /** CloudEvents ids are opaque text: another publisher may use ids that are not UUIDs. */
    private static UUID idOf(ConsumerRecord<String, byte[]> message) {
        String id = EventHeaders.get(message.headers(), EventHeaders.ID);
        if (id == null) {
            throw new PoisonException("no " + EventHeaders.ID + " header");
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Ids.of(EventHeaders.get(message.headers(), EventHeaders.SOURCE), id);
        }
    }

    /** The record can never be parsed. */
    private static final class PoisonException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PoisonException(String message) {
            super(message, null, false, false);
        }
    }
}
