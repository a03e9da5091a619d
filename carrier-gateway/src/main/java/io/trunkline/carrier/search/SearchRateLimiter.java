package io.trunkline.carrier.search;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.trunkline.carrier.CarrierError;
import io.trunkline.kit.problem.ProblemException;

/**
 * Limits the searches of one workspace per second, at each instance: each search calls all carriers, whose rate limits
 * purchases need too.
 */
@ApplicationScoped
class SearchRateLimiter {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final SearchConfig config;
    private final AtomicReference<Window> window = new AtomicReference<>(
            new Window(System.nanoTime(), new ConcurrentHashMap<>()));

    SearchRateLimiter(SearchConfig config) {
        this.config = config;
    }

    /** @param startedAt nanoseconds */
    private record Window(long startedAt, Map<String, Integer> searches) {

        Window at(long now) {
            return now - startedAt < LENGTH.toNanos() ? this : new Window(now, new ConcurrentHashMap<>());
        }
    }

    /** @throws ProblemException TOO_MANY_SEARCHES with the time to wait */
    void acquire(String workspaceId) {
        Map<String, Integer> searches = window.updateAndGet(current -> current.at(System.nanoTime())).searches();
        if (searches.merge(workspaceId, 1, Integer::sum) > config.perSecond()) {
            throw new ProblemException(CarrierError.TOO_MANY_SEARCHES,
                    "A workspace may search " + config.perSecond() + " times a second", LENGTH);
        }
    }
}
