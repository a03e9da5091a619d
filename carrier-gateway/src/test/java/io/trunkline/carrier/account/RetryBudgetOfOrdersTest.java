package io.trunkline.carrier.account;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.SmallRetryBudgetProfile;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
@TestProfile(SmallRetryBudgetProfile.class)
class RetryBudgetOfOrdersTest extends GatewayTest {

    @Inject
    MeterRegistry metrics;

    @Test
    void looksUpUnknownOutcomesAtOnceAndPostponesOtherRetriesUntilThereIsBudget() {
        // Given: no retry budget left
        OrderNumber unknown = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        probe.publish(unknown);
        probe.await(NumberOrdered.class, event -> event.orderId().equals(unknown.orderId()));
        double lookedUp = lookups().count();

        // When: an order is rejected with 429, and becomes due repeatedly
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429");
        probe.publish(order);
        await().atMost(10, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(
                metrics.get("trunkline.carrier.retries.postponed").tags("carrier", "twilio").counter().count())
                .isGreaterThan(5));

        // Then
        assertThat(lookedUp).isEqualTo(1);
        assertThat(state("carrier_order", order.orderId())).isEqualTo("WAITING");
        assertThat(row("carrier_order", order.orderId()).orElseThrow().getInteger("attempts")).isEqualTo(1);
        assertThat(orders("RATE_LIMITED").count()).isEqualTo(1);

        // When: there are ten times as many first attempts
        IntStream.range(0, 30).forEach(i -> bought());

        // Then
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        double retries = lookups().count() + 1;
        assertThat(retries).as("of all calls").isLessThanOrEqualTo((orders("OK").count() + retries) / 10);
    }

    private Timer orders(String outcome) {
        return metrics.find("trunkline.carrier.calls").tags("carrier", "twilio", "operation", "order", "outcome", outcome)
                .timer();
    }

    private Timer lookups() {
        return metrics.find("trunkline.carrier.calls").tags("carrier", "twilio", "operation", "findOrders").timer();
    }
}
