package io.trunkline.carrier.registry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.job.Claimed;
import io.trunkline.carrier.release.NumberRelease;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class GuardedCarrierTest extends GuardTest {

    @Inject
    MeterRegistry metrics;
    @Inject
    WebhookUrls webhooks;

    @Test
    void callsOverTheLimitWaitAndThoseOverTheQueueAreRefusedUnsent() {
        // Given: two at a time, one waiting, and a carrier that takes its time
        Carrier guarded = guarded("twilio", "carrier-calls.max-concurrent", "2", "carrier-calls.max-waiting", "1");
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":500,\"times\":10");

        // When
        List<CompletableFuture<List<AvailableNumber>>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(guarded.search(SEARCH).subscribeAsCompletionStage());
        }

        // Then
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(calls).filteredOn(call -> !call.isDone()).isEmpty());
        assertThat(calls).filteredOn(call -> !call.isCompletedExceptionally()).hasSize(3);
        assertThat(calls).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(2)
                .allSatisfy(call -> assertThat(call.handle((item, failure) -> heldBack(failure)).join())
                        .isEqualTo(CarrierFailure.RATE_LIMITED));
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
    }

    @Test
    void whatWaitedUntilItsLeaseIsAboutToEndIsNotSent() {
        // Given: one at a time, and a job whose lease is held for half a second longer than a call takes
        GuardedCarrier guarded = guarded("twilio", "carrier-calls.max-concurrent", "1");
        String number = anyNumber();
        ReleaseCarrierNumber command = new ReleaseCarrierNumber(UUID.randomUUID(), number, null, null);
        Carrier ofJob = guarded.heldBy(Claimed.held(new NumberRelease(command, "twilio"),
                guarded.longestCall().plusMillis(500)));
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":900");

        // When
        CompletableFuture<List<AvailableNumber>> slow = guarded.search(SEARCH).subscribeAsCompletionStage();
        CompletableFuture<OrderOutcome> late = ofJob.order(new NumberPurchase(number, "late", webhooks.of("twilio")))
                .subscribeAsCompletionStage();

        // Then
        assertThat(late.handle((item, failure) -> heldBack(failure)).join()).isEqualTo(CarrierFailure.RATE_LIMITED);
        assertThat(slow.join()).isNotEmpty();
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).isEmpty();
    }

    @Test
    void everyCallIsTimedByCarrierOperationAndOutcomeAndNothingPersonal() {
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
