package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/**
 * A number is bought for at most the paid price. Local numbers are sold for 150 cents; Telnyx has some for 1000.
 */
@QuarkusTest
class PaidOrderTest extends GatewayTest {

    private static final String EXPENSIVE = ".*(\\d)\\1{2}";

    @Test
    void buysANumberForItsPrice() {
        OrderNumber order = paid("twilio", anyNumber(), 150);

        probe.publish(order);

        assertThat(ordered(order).e164()).isEqualTo(order.e164());
    }

    @Test
    void doesNotBuyAboveThePaidPrice() {
        OrderNumber order = paid("twilio", anyNumber(), 149);

        probe.publish(order);

        NumberOrderFailed failed = probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
        assertThat(failed.code()).isEqualTo("PRICE_CHANGED");
        assertThat(failed.detail()).contains("150").contains("149");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).isEmpty();
    }

    @Test
    void usesTheCostThatTheCarrierQuotesForTheNumber() {
        String number = expensiveNumber();
        OrderNumber cheap = paid("telnyx", number, 999);
        OrderNumber expensive = paid("telnyx", number, 1000);

        probe.publish(cheap);
        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(cheap.orderId())).code())
                .isEqualTo("PRICE_CHANGED");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).isEmpty();

        probe.publish(expensive);
        assertThat(ordered(expensive).e164()).isEqualTo(number);
        assertThat(reserved(expensive)).isEqualTo(1000);
    }

    @Test
    void picksTheCheapestNumber() {
        List<OrderNumber> orders = Stream.generate(() -> new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null,
                null, null, "telnyx", null, new NumberCriteria("US", NumberType.LOCAL, "509"))).limit(150).toList();

        orders.forEach(probe::publish);

        assertThat(orders).allSatisfy(order -> {
            assertThat(ordered(order).e164()).doesNotMatch(EXPENSIVE);
            assertThat(reserved(order)).isEqualTo(100);
        });
    }

    private String expensiveNumber() {
        return adapter("telnyx")
                .search(new NumberSearch("US", NumberType.LOCAL, "503", "777", NumberSearch.SMS_CAPABLE, null, 50))
                .await().indefinitely().stream().map(AvailableNumber::e164).filter(number -> number.matches(EXPENSIVE))
                .findFirst()
                .orElseThrow();
    }

    private static OrderNumber paid(String carrier, String e164, long cents) {
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme", "purchase-1",
                carrier, e164, null, cents);
    }

    private static NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    /** Cents of the day's cap. */
    private long reserved(OrderNumber order) {
        return pool.query("select cents from purchase_spend where order_id = '" + order.orderId() + "'").execute().await()
                .indefinitely().iterator().next().getLong("cents");
    }
}
