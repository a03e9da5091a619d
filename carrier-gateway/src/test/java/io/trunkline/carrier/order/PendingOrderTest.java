package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** A carrier that accepts an order and decides later: a 200 with "pending" is no purchase. */
@QuarkusTest
class PendingOrderTest extends GatewayTest {

    private static final String TELNYX = "telnyx";

    @Test
    void isOrderedWhenTheCarrierHasDecided() {
        OrderNumber order = anyNumberOfTelnyx();

        probe.publish(order);

        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(ordered.carrier()).isEqualTo(TELNYX);
        assertThat(CarrierSimulator.owned(order.orderId().toString())).singleElement()
                .satisfies(owned -> assertThat(owned.path("number").asText()).isEqualTo(ordered.e164()));
        assertThat(row("carrier_order", order.orderId()).orElseThrow().getInteger("pending_looks")).isPositive();
    }

    @Test
    void findsAPendingPurchaseWithALostResponse() {
        OrderNumber order = anyNumberOfTelnyx();
        CarrierSimulator.fault(TELNYX, "\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");

        probe.publish(order);

        NumberOrdered ordered = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        assertThat(probe.events(NumberOrderUnknown.class)).anyMatch(event -> event.orderId().equals(order.orderId()));
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", ordered.e164())).hasSize(1);
        assertThat(CarrierSimulator.owned(order.orderId().toString())).hasSize(1);
    }

    @Test
    void failsWhenTheCarrierRejectsTheRequestedNumber() {
        OrderNumber found = anyNumberOfTelnyx();
        probe.publish(found);
        String sold = probe.await(NumberOrdered.class, event -> event.orderId().equals(found.orderId())).e164();
        OrderNumber order = new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme",
                "slot-1", TELNYX, sold, null);

        probe.publish(order);

        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", sold)).hasSize(1);
    }

    private static OrderNumber anyNumberOfTelnyx() {
        return new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, TELNYX, null,
                new NumberCriteria("US", NumberType.LOCAL, "503"));
    }
}
