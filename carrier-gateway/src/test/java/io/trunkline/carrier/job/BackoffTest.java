package io.trunkline.carrier.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;

class BackoffTest {

    private static final CarrierException UNAVAILABLE = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "down");

    private final Backoff backoff = new Backoff(DefaultConfig.of(JobConfig.class));

    @Test
    void honoursRetryAfterUpToTheCapPlusAQuarter() {
        assertThat(backoff.delayFor(rateLimited(Duration.ofSeconds(8)), new FailedJob(3)))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(backoff.delayFor(rateLimited(Duration.ofDays(1)), new FailedJob(0)))
                .isBetween(Duration.ofMinutes(15), Duration.ofSeconds(18 * 60 + 45));
    }

    @Test
    void neverRetriesSoonerThanItsOwnBackoff() {
        assertThat(backoff.delayFor(rateLimited(Duration.ZERO), new FailedJob(4)))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void doublesFromHalfASecondToFiveMinutesLessJitter() {
        assertThat(backoff.delayFor(UNAVAILABLE, new FailedJob(0))).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(backoff.delayFor(UNAVAILABLE, new FailedJob(4))).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(backoff.delayFor(UNAVAILABLE, new FailedJob(1000)))
                .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void spreadsRetriesAtRandom() {
        assertThat(Stream.generate(() -> backoff.delayFor(UNAVAILABLE, new FailedJob(8))).limit(20).distinct())
                .hasSizeGreaterThan(1);
        assertThat(Stream.generate(() -> backoff.delayFor(rateLimited(Duration.ofSeconds(20)), new FailedJob(0))).limit(20)
                .distinct())
                .hasSizeGreaterThan(1);
    }

    private static CarrierException rateLimited(Duration wait) {
        return new CarrierException(CarrierFailure.RATE_LIMITED, "too many", wait);
    }

    private static final class FailedJob extends Job {
        private final int failures;

        FailedJob(int failures) {
            super(UUID.randomUUID(), "twilio");
            this.failures = failures;
        }

        @Override
        protected int attempts() {
            return failures;
        }
    }
}
