package io.trunkline.carrier.account;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class ProtectedCarrierTest extends AccountTest {

    @Inject
    MeterRegistry metrics;
    @Inject
    WebhookUrls webhooks;

    @Test
    void queuesCallsOverTheLimitAndRejectsThoseOverTheQueue() {
        // Given: two concurrent calls, one waiting, and a slow carrier
        Carrier protectedCarrier = protectedCarrier("twilio", "carrier-calls.max-concurrent-interactive", "2",
                "carrier-calls.max-waiting-interactive", "1");
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":500,\"times\":10");

        // When
        List<CompletableFuture<List<AvailableNumber>>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(protectedCarrier.search(SEARCH).subscribeAsCompletionStage());
        }

        // Then
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(calls).filteredOn(call -> !call.isDone()).isEmpty());
        assertThat(calls).filteredOn(call -> !call.isCompletedExceptionally()).hasSize(3);
        assertThat(calls).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(2)
                .allSatisfy(call -> assertThat(call.handle((item, failure) -> failureOfUnsentCall(failure)).join())
                        .isEqualTo(CarrierFailure.RATE_LIMITED));
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
    }

    @Test
    void doesNotSendACallWhoseLeaseIsAboutToEnd() {
        // Given: one call at a time, and a job whose lease is held for half a second longer than a call takes
        ProtectedCarrier protectedCarrier = protectedCarrier("twilio", "carrier-calls.max-concurrent", "1");
        String number = anyNumber();
        Carrier ofJob = protectedCarrier.forJob(leasedFor(protectedCarrier.maxCallDuration().plusMillis(500)));
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":900");

        // When
        CompletableFuture<List<AvailableNumber>> slow = protectedCarrier.forJob(leasedFor(Duration.ZERO)).search(SEARCH)
                .subscribeAsCompletionStage();
        CompletableFuture<OrderOutcome> late = ofJob.order(new NumberPurchase(number, "late", webhooks.of("twilio")))
                .subscribeAsCompletionStage();

        // Then
        assertThat(late.handle((item, failure) -> failureOfUnsentCall(failure)).join()).isEqualTo(CarrierFailure.RATE_LIMITED);
        assertThat(slow.join()).isNotEmpty();
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).isEmpty();
    }

    private static NumberRelease leasedFor(Duration time) {
        return ClaimedJobs.leased(
                new NumberRelease(new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), null, null), "twilio"),
                time);
    }

    @Test
    void jobsAndInteractiveCallsHaveBulkheadsOfTheirOwn() {
        // Given: one concurrent and one waiting call each
        ProtectedCarrier protectedCarrier = protectedCarrier("twilio", "carrier-calls.max-concurrent", "1",
                "carrier-calls.max-waiting", "1",
                "carrier-calls.max-concurrent-interactive", "1", "carrier-calls.max-waiting-interactive", "1");
        Carrier ofJob = protectedCarrier.forJob(leasedFor(Duration.ofMinutes(1)));
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":1200,\"times\":20");

        // When: the bulkhead of searches is full
        List<CompletableFuture<List<AvailableNumber>>> searches = IntStream.range(0, 4)
                .mapToObj(i -> protectedCarrier.search(SEARCH).subscribeAsCompletionStage()).toList();

        // Then
        assertThat(ofJob.findByE164(anyNumber()).await().atMost(Duration.ofMillis(1000))).isEmpty();

        // When: the bulkhead of jobs is full
        searches.forEach(search -> search.handle((item, failure) -> null).join());
        CompletableFuture<List<AvailableNumber>> slowJob = ofJob.search(SEARCH).subscribeAsCompletionStage();
        CompletableFuture<List<AvailableNumber>> waitingJob = ofJob.search(SEARCH).subscribeAsCompletionStage();

        // Then
        assertThat(protectedCarrier.findByE164(anyNumber()).await().atMost(Duration.ofMillis(1000))).isEmpty();
        assertThat(slowJob.join()).isNotEmpty();
        assertThat(waitingJob.join()).isNotEmpty();
    }

    @Test
    void aCancelledCallFreesItsBulkheadAtOnceAndAWaitingOneIsNotSent() {
        // Given: one call at a time, and one waiting
        ProtectedCarrier protectedCarrier = protectedCarrier("twilio", "carrier-calls.max-concurrent-interactive", "1");
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":1400,\"times\":2");
        Cancellable slow = protectedCarrier.search(SEARCH).subscribe().with(found -> {
        });
        Cancellable waiting = protectedCarrier.search(SEARCH).subscribe().with(found -> {
        });
        await().atMost(5, SECONDS).until(() -> CarrierSimulator.faultsFired() == 1);

        // When
        slow.cancel();
        waiting.cancel();

        // Then
        assertThat(protectedCarrier.findByE164(anyNumber()).await().atMost(Duration.ofMillis(1000))).isEmpty();
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
        assertThat(meters.get("trunkline.carrier.calls").tags("operation", "search", "outcome", "GIVEN_UP").timer().count())
                .isEqualTo(2);
    }

    @Test
    void timesEveryCallByCarrierOperationAndOutcomeWithoutPersonalData() {
        NumberOrdered number = bought();
        CarrierSimulator.fault("\"operation\":\"release\",\"fault\":\"STATUS\",\"status\":503");
        probe.publish(new ReleaseCarrierNumber(UUID.randomUUID(), number.e164(), null,
                number.carrierNumberId()));

        await().atMost(10, SECONDS).untilAsserted(() -> {
            assertThat(timer("order", "OK")).isNotNull();
            assertThat(timer("release", "OUTCOME_UNKNOWN")).isNotNull();
            assertThat(timer("release", "OK")).isNotNull();
        });
        assertThat(metrics.getMeters()).flatExtracting(meter -> meter.getId().getTags())
                .allSatisfy(tag -> assertThat(tag.getValue()).doesNotContain(number.e164().substring(1),
                        CarrierSimulator.TOKEN, number.carrierNumberId()));
    }

    private Timer timer(String operation, String outcome) {
        return metrics.find("trunkline.carrier.calls").tags("carrier", "twilio", "operation", operation, "outcome", outcome)
                .timer();
    }
}
