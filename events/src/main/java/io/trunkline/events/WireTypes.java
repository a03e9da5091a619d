package io.trunkline.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps wire types to record classes and back. It reads the sealed hierarchy, so a new record needs no registration. */
public final class WireTypes {

    private static final Map<String, Class<? extends Event>> CLASSES = records(Event.class)
            .collect(Collectors.toUnmodifiableMap(WireTypes::of, Function.identity()));

    private WireTypes() {
    }

    public static String of(Class<? extends Event> type) {
        return type.getAnnotation(WireType.class).value();
    }

    /** Empty for a type that this version does not know; consumers skip it. */
    public static Optional<Class<? extends Event>> classOf(String wireType) {
        return Optional.ofNullable(CLASSES.get(wireType));
    }

    public static Map<String, Class<? extends Event>> all() {
        return CLASSES;
    }

    private static Stream<Class<? extends Event>> records(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WireTypes::records)
                : Stream.of(type.asSubclass(Event.class));
    }
}
