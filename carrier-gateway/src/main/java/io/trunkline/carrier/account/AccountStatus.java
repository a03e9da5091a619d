package io.trunkline.carrier.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * A carrier account as this instance sees it; the rate limit is everybody's.
 *
 * @param breaker CLOSED, HALF_OPEN or OPEN
 * @param untilProbe how long nothing is sent to it; zero unless the breaker is open
 * @param callsPerSecond the limit, over all instances
 * @param callsLastMinute by this instance
 * @param untilNextPermit longer than a few milliseconds only while many calls wait, or all pause; null when nobody can tell
 * @param failures since this instance started, newest first
 */
public record AccountStatus(String carrier, boolean configured, Set<Capability> capabilities, Health health, String breaker,
        Duration untilProbe, int callsPerSecond, int callsLastMinute, Duration untilNextPermit, List<FailureCount> failures) {

    /** In a word. */
    public enum Health {
        OK,
        /** Its breaker is open, or half open: it fails or is slow. */
        UNHEALTHY,
        /** It refuses our credentials or our account; a person must look. */
        REFUSED,
        NOT_CONFIGURED
    }

    /** @param count since this instance started */
    public record FailureCount(CarrierFailure code, long count, Instant lastAt) {
    }
}
