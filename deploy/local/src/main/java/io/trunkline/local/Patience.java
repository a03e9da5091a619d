package io.trunkline.local;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until something is so. */
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long POLL_MS = 20;

    private Patience() {
    }

    /** @throws IllegalStateException with what was seen last, when it is not so in time */
    static <T> T until(String what, Supplier<T> look, Predicate<T> isSo) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        T seen = look.get();
        while (!isSo.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Not within %d s: %s. Seen last: %s".formatted(LONGEST.toSeconds(), what, seen));
            }
            pause();
            seen = look.get();
        }
        return seen;
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
