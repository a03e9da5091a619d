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

/** What two instances do to one account together: places and breaker are each one's own, the limit is everybody's. */
@QuarkusTest
class TwoInstancesTest extends CallPipelineTest {

    private static final String[] FEW_CALLS = { "carrier-breaker.minimum-calls", "5" };
    private static final String[] TWO_PLACES = { "carrier-calls.max-concurrent-aside", "2" };

    @Test
    void eachStopsAskingASickCarrierByItself() {
        // Given
        ProtectedCarrier one = guarded("twilio", FEW_CALLS);
        ProtectedCarrier other = guarded("twilio", FEW_CALLS);
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":1000,\"fault\":\"STATUS\",\"status\":503,\"code\":20503");

        // When
        fail(one, 5);

        // Then
        assertThat(failure(one.search(SEARCH)).isUnsent()).isTrue();
        assertThat(failure(other.search(SEARCH)).isUnsent()).as("it has seen nothing yet").isFalse();
        fail(other, 4);
        assertThat(failure(other.search(SEARCH)).isUnsent()).isTrue();
        assertThat(CarrierSimulator.faultsFired()).as("no more than both need to find out").isEqualTo(10);
    }

    @Test
    void theirPlacesAddUp() {
        // Given
        List<ProtectedCarrier> both = List.of(guarded("twilio", TWO_PLACES), guarded("twilio", TWO_PLACES));
        CarrierSimulator.fault("\"operation\":\"search\",\"times\":8,\"fault\":\"SLOW\",\"delayMillis\":500");

        // When
        long began = System.nanoTime();
        Stream<CompletableFuture<?>> calls = IntStream.range(0, 8)
                .mapToObj(i -> both.get(i % 2).search(SEARCH).subscribeAsCompletionStage());
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("four at a time, twice")
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(1900));
    }

    private static void fail(ProtectedCarrier carrier, int times) {
        IntStream.range(0, times).forEach(i -> assertThat(failure(carrier.search(SEARCH)).isUnsent()).isFalse());
    }
}
