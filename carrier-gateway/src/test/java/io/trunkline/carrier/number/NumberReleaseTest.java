package io.trunkline.carrier.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;

/** State changes of a release by the carrier's responses, without carrier or database. */
class NumberReleaseTest {

    private static final CarrierException DOWN = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "down");
    private static final CarrierException EARLY = new CarrierException(CarrierFailure.RELEASE_TOO_EARLY, "early");

    private final NumberRelease release = ClaimedJobs.claimed(new NumberRelease(
            new ReleaseCarrierNumber(UUID.randomUUID(), "+14155550142", null, "PN1"), "twilio"), Duration.ZERO);

    @Test
    void retriesWithoutLimitAndEscalatesOnce() {
        long escalations = IntStream.range(0, 1_000).filter(i -> {
            assertThat(release.retryLater(DOWN, Duration.ofMinutes(5))).isEmpty();
            assertThat(release.state()).isEqualTo(JobState.WAITING);
            return release.isEscalationDue();
        }).count();

        assertThat(escalations).isEqualTo(1);
    }

    @Test
    void waitsUntilTheEarliestReleaseDate() {
        release.retryOn(Instant.now().plus(Duration.ofDays(3)), EARLY);
        assertThat(ClaimedJobs.dueIn(release)).isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMinutes(2));

        release.retryOn(Instant.now().minus(Duration.ofDays(3)), EARLY);
        assertThat(ClaimedJobs.dueIn(release)).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(2));
    }

    @Test
    void doesNotMatchALaterPurchaseOfTheSameNumber() {
        assertThat(release.matches(number("PN1"))).isTrue();
        assertThat(release.matches(number("PN2"))).isFalse();
    }

    private static OwnedNumber number(String id) {
        return new OwnedNumber("+14155550142", id, "AC1", null, null, null);
    }
}
