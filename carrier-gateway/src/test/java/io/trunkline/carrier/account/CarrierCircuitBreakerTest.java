package io.trunkline.carrier.account;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.job.ClaimedJobs;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;

@QuarkusTest
class CarrierCircuitBreakerTest extends AccountTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    @Inject
    WebhookUrls webhooks;

    private ProtectedCarrier twilio = null;

    private void connect(String... changes) {
        List<String> config = new ArrayList<>(
                List.of("carrier-circuit-breaker.minimum-calls", "4", "carrier-circuit-breaker.open-duration", "700ms",
                        "carrier-circuit-breaker.half-open-calls", "2"));
        config.addAll(List.of(changes));
        twilio = protectedCarrier("twilio", config.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"STATUS\",\"status\":503", "\"fault\":\"STATUS\",\"status\":500",
            "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"HTML\"" })
    void opensAfterFailuresAndRejectsCallsAtOnceWithARetryAfter(String fault) {
        // Given
        connect();
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":100," + fault);
        for (int i = 0; i < 4; i++) {
            failure(twilio.search(SEARCH));
        }

        // When
        long started = System.nanoTime();
        CarrierException refused = failure(twilio.search(SEARCH));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
        assertThat(refused.failure()).isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
        assertThat(refused.isUnsent()).isTrue();
        assertThat(refused.retryAfter().orElseThrow()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(700));
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(4);
        assertThat(meters.get("trunkline.carrier.breaker.open").tags("carrier", "twilio").gauge().value()).isEqualTo(1);
    }

    @Test
    void closesAfterSuccessfulProbes() {
        // Given
        connect();
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":4,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":100,\"fault\":\"SLOW\",\"delayMillis\":1000");

        // When: many calls as soon as probes are due
        await().atMost(3, SECONDS).until(() -> status().untilProbe().isZero());
        List<CompletableFuture<List<AvailableNumber>>> calls = IntStream.range(0, 20)
                .mapToObj(i -> twilio.search(SEARCH).subscribeAsCompletionStage()).toList();

        // Then
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));
        assertThat(calls).filteredOn(call -> !call.isCompletedExceptionally()).hasSize(2);
        assertThat(status().breaker()).isEqualTo("CLOSED");
        assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
    }

    @Test
    void aCallThatWaitsForTheRateLimiterIsNoProbe() {
        // Given: the next permit is far away, and two probes are due
        connect("carrier-calls.max-wait", "3s");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":4,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));
        await().atMost(3, SECONDS).until(() -> status().untilProbe().isZero());
        sql("update carrier_turn set next_at = clock_timestamp() + interval '1500 milliseconds' where carrier = 'twilio'");
        List<CompletableFuture<List<AvailableNumber>>> waiting = IntStream.range(0, 2)
                .mapToObj(i -> twilio.search(SEARCH).subscribeAsCompletionStage()).toList();
        await().during(500, MILLISECONDS).atMost(1, SECONDS).untilAsserted(() -> assertThat(waiting)
                .noneMatch(CompletableFuture::isDone));
        assertThat(status().breaker()).isEqualTo("OPEN");

        // When: others get their permit before
        sql("delete from carrier_turn");
        IntStream.range(0, 2).forEach(i -> assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty());

        // Then
        assertThat(status().breaker()).isEqualTo("CLOSED");
        assertThat(waiting).allSatisfy(call -> assertThat(call.join()).isNotEmpty());
    }

    @Test
    void releasesThePermissionOfAProbeThatIsNotSent() {
        // Given
        connect();
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":4,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));
        await().atMost(3, SECONDS).until(() -> status().untilProbe().isZero());

        // When: jobs whose leases are about to end
        IntStream.range(0, 4).forEach(i -> assertThat(failure(twilio.forJob(ClaimedJobs.leased(new NumberRelease(
                new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), null, null), "twilio"), Duration.ZERO))
                .order(new NumberPurchase(anyNumber(), "late-" + i, webhooks.of("twilio")))).failure())
                .isEqualTo(CarrierFailure.RATE_LIMITED));

        // Then
        IntStream.range(0, 2).forEach(i -> assertThat(twilio.search(SEARCH).await().atMost(WAIT)).isNotEmpty());
        assertThat(status().breaker()).isEqualTo("CLOSED");
    }

    @Test
    void opensAgainAfterFailedProbes() {
        connect();
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":6,\"fault\":\"STATUS\",\"status\":503");
        IntStream.range(0, 4).forEach(i -> failure(twilio.search(SEARCH)));

        await().atMost(3, SECONDS).until(() -> status().untilProbe().isZero());
        IntStream.range(0, 2).forEach(i -> failure(twilio.search(SEARCH)));

        assertThat(status().breaker()).isEqualTo("OPEN");
        assertThat(status().health()).isEqualTo(AccountStatus.Health.UNHEALTHY);
    }

    @Test
    void opensAfterSlowCalls() {
        connect("carrier-circuit-breaker.slow-call-duration-threshold", "100ms");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":100,\"fault\":\"SLOW\",\"delayMillis\":250");
        IntStream.range(0, 4).forEach(i -> twilio.search(SEARCH).await().atMost(WAIT));

        assertThat(failure(twilio.search(SEARCH)).failure()).isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
    }

    @Test
    void countsALateCancellationAsSlowAndIgnoresAnEarlyOne() {
        // Given
        connect();
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":20,\"fault\":\"SLOW\",\"delayMillis\":1400");

        // When
        cancelAfter(Duration.ofMillis(100), 6);
        assertThat(status().breaker()).isEqualTo("CLOSED");
        cancelAfter(Duration.ofMillis(700), 4);

        // Then
        assertThat(status().breaker()).isEqualTo("OPEN");
    }

    private void cancelAfter(Duration patience, int times) {
        List<CompletableFuture<List<AvailableNumber>>> calls = IntStream.range(0, times)
                .mapToObj(i -> twilio.search(SEARCH).ifNoItem().after(patience).fail().subscribeAsCompletionStage()).toList();
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally));
    }

    @Test
    void ignoresRefusalsAndCallsRejectedByTheBulkhead() {
        // Given: one call at a time, none waiting
        connect("carrier-calls.max-concurrent-interactive", "1", "carrier-calls.max-waiting-interactive", "1");
        CarrierSimulator.fault("\"operation\":\"order\",\"times\":6,\"fault\":\"NUMBER_TAKEN\"");
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":500");

        // When
        for (int i = 0; i < 6; i++) {
            assertThat(failure(twilio.order(new NumberPurchase(anyNumber(), "taken-" + i, webhooks.of("twilio")))).failure())
                    .isEqualTo(CarrierFailure.NUMBER_UNAVAILABLE);
        }
        List<CompletableFuture<List<AvailableNumber>>> calls = IntStream.range(0, 20)
                .mapToObj(i -> twilio.search(SEARCH).subscribeAsCompletionStage()).toList();
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));

        // Then
        assertThat(calls).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(18);
        assertThat(status().breaker()).isEqualTo("CLOSED");
    }

    @Test
    void aSlowCarrierDoesNotSlowDownTheOthers() {
        // Given
        connect();
        Carrier telnyx = protectedCarrier("telnyx");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":100,\"fault\":\"SLOW\",\"delayMillis\":1400");

        // When
        List<CompletableFuture<List<AvailableNumber>>> slow = IntStream.range(0, 40)
                .mapToObj(i -> twilio.search(SEARCH).subscribeAsCompletionStage()).toList();
        long started = System.nanoTime();
        IntStream.range(0, 10).forEach(i -> telnyx.search(SEARCH).await().atMost(WAIT));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).as("before the bulkhead is free again twice")
                .isLessThan(Duration.ofMillis(2500));
        // Calls still waiting would meet the next test's faults.
        CarrierSimulator.noFaults();
        await().atMost(10, SECONDS).until(() -> slow.stream().allMatch(CompletableFuture::isDone));
    }

    private AccountStatus status() {
        return twilio.status().await().atMost(WAIT);
    }
}
