package io.trunkline.carrier.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** Since when the outcome of a call is unknown, and how many look-ups were made. */
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

    /** How long an empty look-up is not conclusive yet; zero when it is. */
    public Duration remainingLookupDelay(Instant now, Duration lookupDelay) {
        Duration wait = since == null ? Duration.ZERO : Duration.between(now, since.plus(lookupDelay));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /**
     * Counts one more look-up.
     *
     * @param backoff the delays before the look-ups
     * @return the delay before it; empty when no look-up is left
     */
    public Optional<Duration> nextLookup(List<Duration> backoff) {
        return lookups >= backoff.size() ? Optional.empty() : Optional.of(backoff.get(lookups++));
    }

    /** Whether the outcome is unknown for longer than the sum of all delays. */
    public boolean isExpired(List<Duration> backoff, Instant now) {
        return since != null && now.isAfter(since.plus(backoff.stream().reduce(Duration.ZERO, Duration::plus)));
    }

    /** Whether a look-up with this failure was not carried out, by us or by the carrier. */
    public static boolean isLookupSkipped(CarrierException cause) {
        return cause.isUnsent() || cause.failure() == CarrierFailure.RATE_LIMITED;
    }
}
