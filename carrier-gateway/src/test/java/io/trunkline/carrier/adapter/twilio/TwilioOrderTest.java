package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;

/** Orders for numbers that need an address which the account does not have. */
@QuarkusTest
class TwilioOrderTest extends GatewayTest {

    private static final String BRITISH = "+447400123457";

    @Test
    void failsAnOrderThatNeedsAnAddressWithoutSpending() {
        // Given
        OrderNumber order = orderFor(BRITISH);

        // When
        probe.publish(order);

        // Then
        NumberOrderFailed failed = probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
        assertThat(failed.code()).isEqualTo("ADDRESS_REQUIRED");
        assertThat(state("carrier_order", order.orderId())).as("its reservation does not count").isEqualTo("FAILED");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", BRITISH)).isEmpty();
    }

    @Test
    void ordersOnlyNumbersThatNeedNoAddress() {
        OrderNumber order = orderBy(new NumberCriteria("GB", NumberType.MOBILE, null));

        probe.publish(order);

        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("NO_INVENTORY");
    }
}
