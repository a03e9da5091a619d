package io.trunkline.local;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls until a condition is met. */
final class Await {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long POLL_MS = 20;

    private Await() {
    }

    /** @throws IllegalStateException with the last value, when the condition is not met in time */
    static <T> T until(String description, Supplier<T> read, Predicate<T> condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        T value = read.get();
        while (!condition.test(value)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Not within %d s: %s. Last value: %s".formatted(TIMEOUT.toSeconds(), description, value));
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
