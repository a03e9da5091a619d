package io.trunkline.carrier.account;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class RateLimiterTest extends AccountTest {

    private static final int LIMIT = 100;
    private static final int OFFERED = 500;
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void twoInstancesTogetherStayWithinTheLimitOfAnySecond() {
        // Given
        RateLimiter one = metered();
        RateLimiter other = metered();
        Queue<Long> begun = new ConcurrentLinkedQueue<>();

        // When
        List<CompletableFuture<Void>> calls = IntStream.range(0, OFFERED).mapToObj(i -> (i % 2 == 0 ? one : other).acquire()
                .invoke(() -> begun.add(System.nanoTime())).subscribeAsCompletionStage()).toList();
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));

        // Then
        List<Long> times = begun.stream().sorted().toList();
        assertThat(times).hasSize(OFFERED);
        assertThat(IntStream.range(0, OFFERED - LIMIT).mapToLong(i -> times.get(i + LIMIT) - times.get(i)).min().orElseThrow())
                .as("nanoseconds between a call and the first one over the limit").isGreaterThanOrEqualTo(SECONDS.toNanos(1));
        // The median, because calls wait longer while the machine is busy with something else.
        List<Long> tens = IntStream.range(0, OFFERED - 10).mapToObj(i -> times.get(i + 10) - times.get(i)).sorted().toList();
        assertThat(Duration.ofNanos(tens.get(tens.size() / 2))).as("duration of ten calls: the limit is used")
                .isLessThan(Duration.ofMillis(130));
    }

    private RateLimiter metered() {
        return new RateLimiter("metered", pool,
                DefaultConfig.of(CallConfig.class, Map.of("trunkline.carrier-calls.per-second.metered",
                        String.valueOf(LIMIT), "trunkline.carrier-calls.max-wait", "30s",
                        "trunkline.carrier-calls.limiter-timeout",
                        "10s")),
                meters);
    }

    @Test
    void rejectsACallThatWouldWaitTooLongWithARetryAfter() {
        ProtectedCarrier slow = protectedCarrier("twilio", "carrier-calls.per-second.twilio", "1", "carrier-calls.max-wait",
                "100ms");
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":10,\"fault\":\"SLOW\",\"delayMillis\":0");

        slow.search(SEARCH).await().atMost(WAIT);
        CarrierException refused = failure(slow.search(SEARCH));

        assertThat(refused.failure()).isEqualTo(CarrierFailure.RATE_LIMITED);
        assertThat(refused.isUnsent()).isTrue();
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(101), Duration.ofMillis(1100));
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
    }

    @Test
    void retryAfterOfACarrierPausesAllInstances() {
        // Given
        ProtectedCarrier one = protectedCarrier("twilio");
        ProtectedCarrier other = protectedCarrier("twilio", "carrier-calls.max-wait", "200ms");
        CarrierSimulator
                .fault("\"operation\":\"search\",\"times\":10,\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"2\"");

        // When
        assertThat(failure(one.search(SEARCH)).isUnsent()).isFalse();
        List<CarrierException> paused = Stream.of(one, other).map(carrier -> failure(carrier.search(SEARCH))).toList();

        // Then
        assertThat(paused).allSatisfy(failure -> {
            assertThat(failure.failure()).isEqualTo(CarrierFailure.RATE_LIMITED);
            assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
        });
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
        CarrierSimulator.noFaults();
        await().atMost(5, SECONDS).ignoreExceptions()
                .untilAsserted(() -> assertThat(other.search(SEARCH).await().atMost(WAIT)).isNotEmpty());
    }

    @Test
    void capsAPauseAtItsMaximum() {
        ProtectedCarrier twilio = protectedCarrier("twilio", "carrier-calls.max-pause", "10s");
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"86400\"");

        failure(twilio.search(SEARCH));

        assertThat(twilio.status().await().atMost(WAIT).untilNextPermit()).isBetween(Duration.ofSeconds(3),
                Duration.ofSeconds(10));
    }

    @Test
    void buysNothingWhileTheRateLimitCannotBeRead() {
        // Given
        sql("alter table carrier_turn rename to carrier_turn_gone");
        OrderNumber order = orderFor(anyNumber());
        try {
            // When
            probe.publish(order);

            // Then
            await().atMost(5, SECONDS).ignoreExceptions()
                    .untilAsserted(() -> assertThat(row("carrier_order", order.orderId()).orElseThrow()
                            .getString("code")).isEqualTo("RATE_LIMITED"));
            assertThat(state("carrier_order", order.orderId())).isIn("WAITING", "SUBMITTING");
            assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).isEmpty();
        } finally {
            sql("alter table carrier_turn_gone rename to carrier_turn");
        }
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }
}
