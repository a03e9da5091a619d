package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.OrderPurpose;

/** Telnyx keeps an order without documents pending; ours must fail instead. */
@QuarkusTest
class TelnyxOrderTest extends GatewayTest {

    private static final String BRITISH = "+447400183450";

    @Test
    void failsANumberThatNeedsDocumentsAtOnce() {
        // Given
        OrderNumber order = new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme",
                "slot-1", "telnyx", BRITISH, null);

        // When
        probe.publish(order);

        // Then
        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("REGULATORY_REQUIRED");
    }
}
