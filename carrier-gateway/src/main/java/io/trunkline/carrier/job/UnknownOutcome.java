package io.trunkline.carrier.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** Since when a job does not know what its carrier did, and how often it has looked. */
@Embeddable
public class UnknownOutcome {

    @Column(name = "doubted_at")
    private Instant since;
    private int lookups;

    public void start(Instant now) {
        since = now;
    }

    public boolean hasStarted() {
        return since != null;
    }

    /** How long until a look-up that finds nothing may be believed; zero when it may. */
    public Duration remainingLookupDelay(Instant now, Duration lookupDelay) {
        Duration wait = since == null ? Duration.ZERO : Duration.between(now, since.plus(lookupDelay));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /**
     * Takes one more look-up.
     *
     * @param backoff the waits before each of them
     * @return the wait before it; empty when all of them were in vain
     */
    public Optional<Duration> nextLookup(List<Duration> backoff) {
        return lookups >= backoff.size() ? Optional.empty() : Optional.of(backoff.get(lookups++));
    }

    /** Whether it lasts for longer than all look-ups together would wait. */
    public boolean isExpired(List<Duration> backoff, Instant now) {
        return since != null && now.isAfter(since.plus(backoff.stream().reduce(Duration.ZERO, Duration::plus)));
    }

    /** Whether a look-up that failed like this found out nothing because nobody carried it out: we, or the carrier. */
    public static boolean isLookupSkipped(CarrierException cause) {
        return cause.isUnsent() || cause.failure() == CarrierFailure.RATE_LIMITED;
    }
}
