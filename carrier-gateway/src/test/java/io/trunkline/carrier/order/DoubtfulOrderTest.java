package io.trunkline.carrier.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;

/** What is not known to have been bought is looked up, and bought once at most. */
@QuarkusTest
class DoubtfulOrderTest extends OrderingTest {

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_AFTER_EXECUTION\"", "\"fault\":\"RESET_AFTER_EXECUTION\"" })
    void aPurchaseWhoseAnswerNeverArrivesIsFoundAndNotRepeated(String fault) {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\"," + fault);

        // When
        probe.publish(order);

        // Then
        assertThat(ordered(order).e164()).isEqualTo(order.e164());
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).hasSize(1);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"", "\"fault\":\"HTML\"",
            "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":503", })
    void aPurchaseThatNeverHappenedIsRepeatedAfterALookUp(String fault) {
        // Given
        OrderNumber order = orderBy(null);
        CarrierSimulator.fault("\"operation\":\"order\",\"times\":2," + fault);

        // When
        probe.publish(order);

        // Then
        ordered(order);
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).as("said once, however often it happens").hasSize(1);
    }

    @Test
    void doubtLastsWhileTheLookUpFails() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":3");

        // When
        probe.publish(order);

        // Then
        ordered(order);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(4);
        assertThat(bought(order)).hasSize(1);
    }

    @Test
    void doubtThatCannotBeClearedIsKeptForAPerson() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":100");

        // When
        probe.publish(order);

        // Then
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order.orderId())).isEqualTo("NEEDS_ATTENTION"));
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).hasSize(1);
    }

    @Test
    void waitsAsToldWhenThereAreTooManyRequests() {
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"2\"");
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429");
        long started = System.nanoTime();

        probe.publish(order);

        ordered(order);
        assertThat(SECONDS.toNanos(2)).isLessThan(System.nanoTime() - started);
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).isEmpty();
    }

    @Test
    void whateverGoesWrongNothingIsBoughtTwiceAndNothingIsLost() {
        // Given: a carrier that fails in every way, the same way in every run
        Random dice = new Random(20260101);
        List<String> faults = List.of("\"fault\":\"TIMEOUT_AFTER_EXECUTION\"", "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"",
                "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"HTML\"", "\"fault\":\"STATUS\",\"status\":500",
                "\"fault\":\"STATUS\",\"status\":429", "\"fault\":\"NUMBER_TAKEN\"", "\"fault\":\"SLOW\",\"delayMillis\":300");
        for (int i = 0; i < 30; i++) {
            CarrierSimulator.fault("\"operation\":\"order\"," + faults.get(dice.nextInt(faults.size())));
            if (dice.nextInt(4) == 0) {
                CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503");
            }
        }
        List<OrderNumber> orders = Stream.generate(() -> dice.nextBoolean() ? orderBy(null) : orderFor(anyNumber())).limit(40)
                .toList();

        // When
        orders.forEach(probe::publish);

        // Then
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(state("carrier_order", order.orderId())).isIn("SUCCEEDED", "FAILED")));
        assertThat(orders).allSatisfy(order -> {
            boolean succeeded = state("carrier_order", order.orderId()).equals("SUCCEEDED");
            assertThat(bought(order)).hasSize(succeeded ? 1 : 0);
            if (succeeded) {
                assertThat(owned(order)).extracting(number -> number.path("number").asText())
                        .containsExactly(ordered(order).e164());
            } else {
                failed(order);
            }
        });
    }
}
