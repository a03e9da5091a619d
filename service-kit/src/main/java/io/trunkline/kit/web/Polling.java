package io.trunkline.kit.web;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Waits until a row reaches a state. It reads the row at intervals and holds neither a thread nor a session meanwhile. */
public final class Polling {

    private static final long MIN_INTERVAL_MILLIS = 15;
    private static final long MAX_INTERVAL_MILLIS = 200;

    private Polling() {
    }

    /** Returns the last state read: a state that is done, or the state at the time-out. */
    public static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, Duration timeout) {
        return until(read, done, System.nanoTime(), timeout.toNanos());
    }

    private static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, long start, long timeout) {
        return read.get().flatMap(state -> {
            long elapsed = System.nanoTime() - start;
            if (done.test(state) || elapsed >= timeout) {
                return Uni.createFrom().item(state);
            }
            // A quarter of the time elapsed: under load, when requests wait longer, each polls less often.
            long interval = Math.max(MIN_INTERVAL_MILLIS, Math.min(elapsed / 4_000_000, MAX_INTERVAL_MILLIS));
            return Uni.createFrom().item(state).onItem().delayIt().by(Duration.ofMillis(interval))
                    .flatMap(waited -> until(read, done, start, timeout));
        });
    }
}
