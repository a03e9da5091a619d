package io.trunkline.carrier.registry;

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
import io.trunkline.carrier.testing.FewRepetitions;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
@TestProfile(FewRepetitions.class)
class RepetitionTest extends GatewayTest {

    @Inject
    MeterRegistry metrics;

    @Test
    void aJobWithoutBudgetWaitsAsItIsUntilThereIsSome() {
        // Given: a purchase in doubt
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        probe.publish(order);

        // When: it is due for a look-up again and again
        await().atMost(10, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(
                metrics.get("trunkline.carrier.retries.postponed").tags("carrier", "twilio").counter().count())
                .isGreaterThan(5));

        // Then
        assertThat(state("carrier_order", order.orderId())).isEqualTo("UNKNOWN");
        assertThat(row("carrier_order", order.orderId()).orElseThrow().getInteger("lookups")).isEqualTo(1);
        assertThat(lookUps()).isNull();

        // When: there are ten times as many first tries
        IntStream.range(0, 20).forEach(i -> bought());

        // Then
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(lookUps().count()).isEqualTo(1);
    }

    private Timer lookUps() {
        return metrics.find("trunkline.carrier.calls").tags("carrier", "twilio", "operation", "findOrders").timer();
    }
}
