package io.trunkline.kit.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;

/**
 * The table of handlers of a consumer, by event type:
 *
 * <pre>
 * EventHandlers.of("webhook-router.routes")
 *         .on(NumberAssigned.class, projection::assign)
 *         .on(NumberReleased.class, projection::release);
 * </pre>
 *
 * A handler does database work and appends to the outbox, nothing else: it runs in a transaction and is repeated when the
 * transaction fails. Immutable.
 */
public final class EventHandlers {

    private final String consumer;
    private final Map<Class<? extends Event>, Function<Event, Uni<?>>> byType;
    private final Function<ConsumerRecord<String, byte[]>, Uni<?>> recordHandler;

    private EventHandlers(String consumer, Map<Class<? extends Event>, Function<Event, Uni<?>>> byType,
            Function<ConsumerRecord<String, byte[]>, Uni<?>> recordHandler) {
        this.consumer = consumer;
        this.byType = byType;
        this.recordHandler = recordHandler;
    }

    /** @param consumer the key in the inbox, never changed: an event takes effect once per consumer */
    public static EventHandlers of(String consumer) {
        return new EventHandlers(consumer, Map.of(), null);
    }

    /**
     * For a topic whose records are not events. The handler runs in its own transaction, throws
     * {@link UnreadableRecordException} for a record that no retry can read, and finds repeated records itself.
     *
     * @param consumer the name of the consumer at its dead letters, never changed
     */
    public static EventHandlers ofRecords(String consumer, Function<ConsumerRecord<String, byte[]>, Uni<?>> handler) {
        return new EventHandlers(consumer, Map.of(), handler);
    }

    /** @throws IllegalStateException when the type has a handler already */
    public <E extends Event> EventHandlers on(Class<E> type, Function<? super E, Uni<?>> handler) {
        return new EventHandlers(consumer, Stream.concat(byType.entrySet().stream(),
                Stream.of(Map.<Class<? extends Event>, Function<Event, Uni<?>>> entry(type,
                        event -> handler.apply(type.cast(event)))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)), recordHandler);
    }

    public String consumer() {
        return consumer;
    }

    /** Empty unless the topic's records are not events. */
    Optional<Function<ConsumerRecord<String, byte[]>, Uni<?>>> recordHandler() {
        return Optional.ofNullable(recordHandler);
    }

    /** Empty for a type that this consumer does not handle. */
    Optional<Function<Event, Uni<?>>> handlerOf(Class<? extends Event> type) {
        return Optional.ofNullable(byType.get(type));
    }
}
