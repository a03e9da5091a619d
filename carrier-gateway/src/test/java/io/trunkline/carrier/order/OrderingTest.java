package io.trunkline.carrier.order;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;

/** What became of an order, by what is said on Kafka and by what the carrier did. */
abstract class OrderingTest extends GatewayTest {

    NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    NumberOrderFailed failed(OrderNumber order) {
        return probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
    }

    List<NumberOrderUnknown> unknown(OrderNumber order) {
        return probe.events(NumberOrderUnknown.class).stream().filter(event -> event.orderId().equals(order.orderId()))
                .toList();
    }

    static List<JsonNode> owned(OrderNumber order) {
        return CarrierSimulator.owned(order.orderId().toString());
    }

    static List<JsonNode> bought(OrderNumber order) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.orderId().toString());
    }
}
