package io.trunkline.local;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until something is so. */
final class Await {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long POLL_MS = 20;

    private Await() {
    }

    /** @throws IllegalStateException with what was seen last, when it is not so in time */
    static <T> T until(String description, Supplier<T> read, Predicate<T> condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        T value = read.get();
        while (!condition.test(value)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Not within %d s: %s. Seen last: %s".formatted(TIMEOUT.toSeconds(), description, value));
            }
            pause();
            value = read.get();
        }
        return value;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
