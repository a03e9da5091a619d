package io.trunkline.kit.messaging;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.Ids;
import io.trunkline.kit.inbox.Inbox;

/**
 * Consumes events: parses the record, then writes inbox row, effect and outbox rows in one transaction.
 * <ul>
 * <li>Delivery is at least once, the effect exactly once: a repeated event id has no effect.
 * <li>A record of a type without a handler is skipped.
 * <li>A transient failure (database down, lock lost) is retried in place, without a limit. The order is preserved; no record
 * is skipped.
 * <li>Any other failure is retried for a second or two. Then the record becomes a dead letter: first a row, then a record
 * on the connector's dead-letter topic. The partition continues. A record that cannot be read (no type, no id, no value, not
 * its JSON) becomes one at once.
 * </ul>
 */
@ApplicationScoped
public class IdempotentHandler {

    private final Inbox inbox;
    private final EventJson json;
    private final RecordRetry retry;
    private final DeadLetters deadLetters;

    IdempotentHandler(Inbox inbox, EventJson json, RecordRetry retry, DeadLetters deadLetters) {
        this.inbox = inbox;
        this.json = json;
        this.retry = retry;
        this.deadLetters = deadLetters;
    }

    /** Applies the record. A failure is returned when the dead letter is stored; the connector publishes it. */
    public Uni<Void> handle(ConsumerRecord<String, byte[]> message, EventHandlers handlers) {
        return retry.whileTransient(handlers.consumer(), () -> apply(message, handlers))
                .onFailure().call(failure -> deadLetters.add(handlers.consumer(), message, failure));
    }

    /** Whether {@link #apply} does more than skip the record: another version may handle types that this one does not. */
    public boolean handles(ConsumerRecord<String, byte[]> message, EventHandlers handlers) {
        String type = EventHeaders.get(message.headers(), EventHeaders.TYPE);
        return handlers.recordHandler().isPresent() || type == null
                || WireTypes.classOf(type).flatMap(handlers::handlerOf).isPresent();
    }

    /**
     * Tries once to apply the record. Joins the caller's transaction, if there is one. A type without a handler is neither
     * parsed
     * nor put in the inbox.
     */
    public Uni<Void> apply(ConsumerRecord<String, byte[]> message, EventHandlers handlers) {
        if (handlers.recordHandler().isPresent()) {
            return handlers.recordHandler().get().apply(message).replaceWithVoid();
        }
        String type = required(message, EventHeaders.TYPE);
        Optional<Class<? extends Event>> eventClass = WireTypes.classOf(type);
        Optional<Function<Event, Uni<?>>> handler = eventClass.flatMap(handlers::handlerOf);
        if (handler.isEmpty()) {
            Log.debugf("%s does not handle events of type %s", handlers.consumer(), type);
            return Uni.createFrom().voidItem();
        }
        Event event = parse(message, eventClass.get());
        return inbox.once(handlers.consumer(), idOf(message), () -> handler.get().apply(event).replaceWithVoid());
    }

    /** No publisher deletes by a record without a value, so such a record is an error, on a compacted topic too. */
    private Event parse(ConsumerRecord<String, byte[]> message, Class<? extends Event> type) {
        if (message.value() == null) {
            throw new UnreadableRecordException("The record has no value");
        }
        try {
            Event event = json.read(message.value(), type);
            if (event != null) {
                return event;
            }
        } catch (IOException | RuntimeException e) {
            Log.debugf("A record is not the JSON of %s: %s", type.getSimpleName(), e.getClass().getName());
        }
        throw new UnreadableRecordException("The value is not the JSON of " + type.getSimpleName());
    }

    /** CloudEvents ids are opaque text: another publisher may use ids that are not UUIDs. */
    private static UUID idOf(ConsumerRecord<String, byte[]> message) {
        String id = required(message, EventHeaders.ID);
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Ids.of(EventHeaders.get(message.headers(), EventHeaders.SOURCE), id);
        }
    }

    private static String required(ConsumerRecord<String, byte[]> message, String name) {
        String value = EventHeaders.get(message.headers(), name);
        if (value == null) {
            throw new UnreadableRecordException("The header " + name + " is missing");
        }
        return value;
    }
}
