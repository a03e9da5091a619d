package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.job.DeferredException;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;

/** What takes a repetition from the budget, and who needs one. */
@QuarkusTest
class BudgetOfJobsTest extends CallPipelineTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void aJobThatAsksNothingTakesNothing() {
        ProtectedCarrier twilio = guarded("twilio", "carrier-retries.floor", "1");
        NumberRelease job = askedBefore();

        assertThatCode(() -> IntStream.range(0, 5).forEach(i -> twilio.heldBy(job))).doesNotThrowAnyException();

        twilio.heldBy(job).findByE164(anyNumber()).await().atMost(WAIT);
        assertThatThrownBy(() -> twilio.heldBy(job)).isInstanceOf(DeferredException.class);
    }

    @Test
    void aCallThatIsNotSentTakesNothing() {
        // Given: a carrier that is left alone
        ProtectedCarrier twilio = guarded("twilio", "carrier-retries.floor", "1", "carrier-breaker.minimum-calls", "4");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":4,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));

        // When
        NumberRelease job = askedBefore();
        IntStream.range(0, 3).forEach(i -> assertThat(failure(twilio.heldBy(job).findByE164(anyNumber())).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE));

        // Then
        assertThatCode(() -> twilio.heldBy(job)).doesNotThrowAnyException();
        assertThat(twilio.status().await().atMost(WAIT).callsLastMinute()).isEqualTo(4);
    }

    @Test
    void whatIsInDoubtNeedsNothingAndCountsAsLoad() {
        ProtectedCarrier twilio = guarded("twilio", "carrier-retries.floor", "2");
        NumberRelease doubted = ClaimedJobs.unknown(askedBefore());

        IntStream.range(0, 3).forEach(i -> twilio.heldBy(doubted).findByE164(anyNumber()).await().atMost(WAIT));

        assertThat(twilio.status().await().atMost(WAIT).callsLastMinute()).isEqualTo(3);
        assertThatThrownBy(() -> twilio.heldBy(askedBefore())).isInstanceOf(DeferredException.class);
    }

    private static NumberRelease askedBefore() {
        NumberRelease job = new NumberRelease(new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), null, null), "twilio");
        job.recordCarrierCall();
        return job;
    }
}
