package io.trunkline.carrier.adapter.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.MultipleAccountsProfile;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.OrderPurpose;

/** The adapter's classes are sufficient: the gateway executes commands for the carrier. */
@QuarkusTest
@TestProfile(MultipleAccountsProfile.class)
class ExampleRegistryTest extends GatewayTest {

    @Test
    void executesACommandForTheCarrier() {
        // Given
        OrderNumber order = new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme",
                "slot-1", ExampleCarrier.NAME, "+14156660142", null);

        // When
        probe.publish(order);

        // Then
        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(ordered.carrier()).isEqualTo(ExampleCarrier.NAME);
        assertThat(ordered.e164()).isEqualTo(order.e164());
        assertThat(ordered.carrierNumberId()).startsWith("N");
    }
}
