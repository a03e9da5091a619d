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

/** Which calls use the retry budget of a job, and which need it. */
@QuarkusTest
class JobRetryBudgetTest extends AccountTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void aJobThatMakesNoCallUsesNoBudget() {
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-retry-budget.minimum-per-minute", "1");
        NumberRelease job = retriedJob();

        assertThatCode(() -> IntStream.range(0, 5).forEach(i -> twilio.forJob(job))).doesNotThrowAnyException();

        twilio.forJob(job).findByE164(anyNumber()).await().atMost(WAIT);
        assertThatThrownBy(() -> twilio.forJob(job)).isInstanceOf(DeferredException.class);
    }

    @Test
    void aCallThatIsNotSentUsesNoBudget() {
        // Given: an open circuit breaker
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-retry-budget.minimum-per-minute", "1",
                "carrier-circuit-breaker.minimum-calls", "4");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":4,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));

        // When
        NumberRelease job = retriedJob();
        IntStream.range(0, 3).forEach(i -> assertThat(failure(twilio.forJob(job).findByE164(anyNumber())).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE));

        // Then
        assertThatCode(() -> twilio.forJob(job)).doesNotThrowAnyException();
        assertThat(twilio.status().await().atMost(WAIT).callsLastMinute()).isEqualTo(4);
    }

    @Test
    void lookupsOfUnknownOutcomesNeedNoBudgetAndCountAsLoad() {
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-retry-budget.minimum-per-minute", "2");
        NumberRelease unknown = ClaimedJobs.unknown(retriedJob());

        IntStream.range(0, 3).forEach(i -> twilio.forJob(unknown).findByE164(anyNumber()).await().atMost(WAIT));

        assertThat(twilio.status().await().atMost(WAIT).callsLastMinute()).isEqualTo(3);
        assertThatThrownBy(() -> twilio.forJob(retriedJob())).isInstanceOf(DeferredException.class);
    }

    private static NumberRelease retriedJob() {
        NumberRelease job = new NumberRelease(new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), null, null), "twilio");
        job.recordCarrierCall();
        return job;
    }
}
