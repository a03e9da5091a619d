package io.trunkline.kit.web;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Waits for a row to reach a state by reading it again, holding neither thread nor session in between. */
public final class Polling {

    private static final long SHORTEST_MILLIS = 15;
    private static final long LONGEST_MILLIS = 200;

    private Polling() {
    }

    /** The last state read: done, or whatever it was when the time ran out. */
    public static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, Duration atMost) {
        return until(read, done, System.nanoTime(), atMost.toNanos());
    }

    private static <T> Uni<T> until(Supplier<Uni<T>> read, Predicate<T> done, long start, long atMost) {
        return read.get().flatMap(state -> {
            long elapsed = System.nanoTime() - start;
            if (done.test(state) || elapsed >= atMost) {
                return Uni.createFrom().item(state);
            }
            // A quarter of the time gone by: under load, when everybody waits longer, each asks less often.
            long pause = Math.max(SHORTEST_MILLIS, Math.min(elapsed / 4_000_000, LONGEST_MILLIS));
            return Uni.createFrom().item(state).onItem().delayIt().by(Duration.ofMillis(pause))
                    .flatMap(waited -> until(read, done, start, atMost));
        });
    }
}
