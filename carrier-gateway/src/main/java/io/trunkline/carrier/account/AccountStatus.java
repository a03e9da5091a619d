package io.trunkline.carrier.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * The status of a carrier account as this instance sees it. The rate limit is shared by all instances.
 *
 * @param breaker CLOSED, HALF_OPEN or OPEN
 * @param untilProbe time until the first probe; zero unless the breaker is open
 * @param callsPerSecond the limit, over all instances
 * @param callsLastMinute by this instance
 * @param untilNextPermit longer than a few milliseconds only while many calls wait or the account is paused; null when the
 *        database cannot be read
 * @param failures since this instance started, newest first
 */
public record AccountStatus(String carrier, boolean configured, Set<Capability> capabilities, Health health, String breaker,
        Duration untilProbe, int callsPerSecond, int callsLastMinute, Duration untilNextPermit, List<FailureCount> failures) {

    /** Summary of the state. */
    public enum Health {
        OK,
        /** The circuit breaker is open or half open: the carrier fails or is slow. */
        UNHEALTHY,
        /** The carrier refuses our credentials or our account: an operator must act. */
        REFUSED,
        NOT_CONFIGURED
    }

    /** @param count since this instance started */
    public record FailureCount(CarrierFailure code, long count, Instant lastAt) {
    }
}
