package io.trunkline.carrier.search;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.trunkline.carrier.CarrierError;
import io.trunkline.kit.problem.ProblemException;

/**
 * Limits the searches of one workspace per second, at each instance: each search calls all carriers, whose rate limits
 * purchases need too.
 */
@ApplicationScoped
class SearchRateLimiter {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final SearchConfig config;
    private final Map<String, Integer> searches = new ConcurrentHashMap<>();

    SearchRateLimiter(SearchConfig config) {
        this.config = config;
    }

    @Scheduled(every = "1s")
    void reset() {
        searches.clear();
    }

    /** @throws ProblemException TOO_MANY_SEARCHES with the time to wait */
    void acquire(String workspaceId) {
        if (searches.merge(workspaceId, 1, Integer::sum) > config.perSecond()) {
            throw new ProblemException(CarrierError.TOO_MANY_SEARCHES,
                    "A workspace may search " + config.perSecond() + " times a second", WINDOW);
        }
    }
}
