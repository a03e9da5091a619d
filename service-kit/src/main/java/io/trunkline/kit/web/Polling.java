package io.trunkline.kit.web;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Waits for a row to reach a state by reading it again, holding neither thread nor session in between. */
public final class Polling {

    private static final long MIN_INTERVAL_MILLIS = 15;
    private static final long MAX_INTERVAL_MILLIS = 200;

    private Polling() {
    }

    /** The last state read: done, or whatever it was when the time ran out. */
    public static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, Duration timeout) {
        return until(read, done, System.nanoTime(), timeout.toNanos());
    }

    private static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, long start, long timeout) {
        return read.get().flatMap(state -> {
            long elapsed = System.nanoTime() - start;
            if (done.test(state) || elapsed >= timeout) {
                return Uni.createFrom().item(state);
            }
            // A quarter of the time gone by: under load, when everybody waits longer, each asks less often.
            long interval = Math.max(MIN_INTERVAL_MILLIS, Math.min(elapsed / 4_000_000, MAX_INTERVAL_MILLIS));
            return Uni.createFrom().item(state).onItem().delayIt().by(Duration.ofMillis(interval))
                    .flatMap(waited -> until(read, done, start, timeout));
        });
    }
}
