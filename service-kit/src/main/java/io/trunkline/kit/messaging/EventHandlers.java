package io.trunkline.kit.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private EventHandlers(String consumer, Map<Class<? extends Event>, Function<Event, Uni<?>>> byType) {
        this.consumer = consumer;
        this.byType = byType;
    }

    /** @param consumer the key in the inbox, never changed: an event takes effect once per consumer */
    public static EventHandlers of(String consumer) {
        return new EventHandlers(consumer, Map.of());
    }

    /** @throws IllegalStateException when the type has a handler already */
    public <E extends Event> EventHandlers on(Class<E> type, Function<? super E, Uni<?>> handler) {
        return new EventHandlers(consumer, Stream.concat(byType.entrySet().stream(),
                Stream.of(Map.<Class<? extends Event>, Function<Event, Uni<?>>> entry(type,
                        event -> handler.apply(type.cast(event)))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    String consumer() {
        return consumer;
    }

    /** Empty for a type that this consumer does not handle. */
    Optional<Function<Event, Uni<?>>> handlerOf(Class<? extends Event> type) {
        return Optional.ofNullable(byType.get(type));
    }
}
