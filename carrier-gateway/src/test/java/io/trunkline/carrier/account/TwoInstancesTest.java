package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;

/** Two instances at one account: each has its own bulkhead and circuit breaker; they share the rate limit. */
@QuarkusTest
class TwoInstancesTest extends AccountTest {

    private static final String[] FEW_CALLS = { "carrier-circuit-breaker.minimum-calls", "5" };
    private static final String[] TWO_CONCURRENT_CALLS = { "carrier-calls.max-concurrent-interactive", "2" };

    @Test
    void eachInstanceOpensItsOwnBreaker() {
        // Given
        ProtectedCarrier one = protectedCarrier("twilio", FEW_CALLS);
        ProtectedCarrier other = protectedCarrier("twilio", FEW_CALLS);
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":1000,\"fault\":\"STATUS\",\"status\":503,\"code\":20503");

        // When
        failTimes(one, 5);

        // Then
        assertThat(failure(one.search(SEARCH)).isUnsent()).isTrue();
        assertThat(failure(other.search(SEARCH)).isUnsent()).as("no failure seen yet").isFalse();
        failTimes(other, 4);
        assertThat(failure(other.search(SEARCH)).isUnsent()).isTrue();
        assertThat(CarrierSimulator.faultsFired()).as("the minimum number of calls of both").isEqualTo(10);
    }

    @Test
    void eachInstanceHasItsOwnBulkhead() {
        // Given
        List<ProtectedCarrier> both = List.of(protectedCarrier("twilio", TWO_CONCURRENT_CALLS),
                protectedCarrier("twilio", TWO_CONCURRENT_CALLS));
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":8,\"fault\":\"SLOW\",\"delayMillis\":500");

        // When
        long started = System.nanoTime();
        Stream<CompletableFuture<?>> calls = IntStream.range(0, 8)
                .mapToObj(i -> both.get(i % 2).search(SEARCH).subscribeAsCompletionStage());
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).as("four at a time, twice")
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(1900));
    }

    private static void failTimes(ProtectedCarrier carrier, int times) {
        IntStream.range(0, times).forEach(i -> assertThat(failure(carrier.search(SEARCH)).isUnsent()).isFalse());
    }
}
