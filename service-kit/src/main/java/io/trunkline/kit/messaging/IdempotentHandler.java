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
 * How every service consumes events: parse, then inbox row, effect and outbox rows in one transaction.
 * <ul>
 * <li>Delivered at least once, effective once: a repeated id does nothing.
 * <li>A type that this version does not know is skipped.
 * <li>What passes by waiting (database down, lock lost) is retried in place for as long as it lasts, in order; nothing
 * is skipped.
 * <li>What does not pass is tried again for a second or two, then fails: the connector puts the record on the dead-letter
 * topic and the partition goes on. What cannot be read goes there at once.
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

    /** Applies the handler of the record's type; a type without a handler costs neither a parse nor a transaction. */
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
     * Repeats the work while its failure is one that passes, and a poison a few times before it is given up. Work that is
     * not done in time has met a database that vanished: it is done again, on another connection.
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

    /** CloudEvents ids are opaque text; a publisher that is not ours need not use UUIDs. */
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

    /** No later try can read this record. */
    private static final class PoisonException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PoisonException(String message) {
            super(message, null, false, false);
        }
    }
}
