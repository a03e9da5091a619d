package io.trunkline.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Open-loop load: sends at a fixed rate, independent of earlier responses, and measures from the time a request was due. A
 * server that stalls therefore increases the measured latency of the following requests.
 */
final class OpenLoopLoad {

    private OpenLoopLoad() {
    }

    /** Milliseconds from the time the request was due to its response, and the response. */
    record Timed<T>(double milliseconds, T response) {
    }

    /** Sends one request per input, in order, and returns after the last response. */
    static <I, T> List<Timed<T>> run(double perSecond, List<I> inputs, Function<I, CompletableFuture<T>> send) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long start = System.nanoTime();
        List<CompletableFuture<Timed<T>>> responses = new ArrayList<>();
        try {
            for (I input : inputs) {
                long due = start + (long) (responses.size() * TimeUnit.SECONDS.toNanos(1) / perSecond);
                responses.add(CompletableFuture
                        .supplyAsync(() -> send.apply(input),
                                task -> clock.schedule(task, due - System.nanoTime(), TimeUnit.NANOSECONDS))
                        .thenCompose(Function.identity())
                        .thenApply(response -> new Timed<>(sinceMillis(due), response)));
            }
            return responses.stream().map(CompletableFuture::join).toList();
        } finally {
            clock.shutdownNow();
        }
    }

    private static double sinceMillis(long due) {
        return Duration.ofNanos(System.nanoTime() - due).toNanos() / 1e6;
    }
}
