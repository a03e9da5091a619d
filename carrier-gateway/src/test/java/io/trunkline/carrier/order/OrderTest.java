package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class OrderTest extends GatewayTest {

    @Test
    void buysTheNumberWithOurReferenceAndWebhooks() {
        // Given
        OrderNumber order = orderFor(anyNumber());

        // When
        probe.publish(order);

        // Then
        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(ordered.e164()).isEqualTo(order.e164());
        assertThat(ordered.carrierAccount()).isEqualTo(CarrierSimulator.ACCOUNT);
        assertThat(CarrierSimulator.owned(order.orderId().toString())).singleElement().satisfies(number -> {
            assertThat(number.path("number").asText()).isEqualTo(order.e164());
            assertThat(number.path("carrierId").asText()).isEqualTo(ordered.carrierNumberId());
            System.out.println(number.toPrettyString());
        });
    }
}
