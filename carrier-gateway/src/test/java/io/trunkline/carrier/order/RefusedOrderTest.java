package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** What is not for sale, or not to us. */
@QuarkusTest
class RefusedOrderTest extends OrderingTest {

    @Test
    void aNumberSoldToSomebodyElseFailsTheOrderThatWantedIt() {
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"number\":\"%s\"".formatted(order.e164()));

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("NUMBER_UNAVAILABLE");
            assertThat(failed.e164()).isEqualTo(order.e164());
            assertThat(failed.workspaceId()).isEqualTo("ws_1");
        });
        assertThat(owned(order)).isEmpty();
    }

    @Test
    void anotherCandidateIsTakenWhenOneIsGone() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.LOCAL, "253"));
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"times\":3");

        probe.publish(order);

        assertThat(ordered(order).e164()).startsWith("+1253");
        assertThat(owned(order)).hasSize(1);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
    }

    @Test
    void noMoreCandidatesAreTriedThanAllowed() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.LOCAL, "360"));
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"times\":50");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(5);
    }

    @Test
    void nothingForSaleFailsTheOrder() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.MOBILE, null));

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NO_INVENTORY");
    }

    @Test
    void anUnknownCarrierIsNamed() {
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, "acme-telecom",
                anyNumber(), null);

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("CARRIER_NOT_CONFIGURED");
            assertThat(failed.detail()).contains("acme-telecom");
        });
    }

    @Test
    void anImpossibleNumberIsRefused() {
        OrderNumber order = orderFor("+1415");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = { "21615, ADDRESS_REQUIRED", "21649, REGULATORY_REQUIRED", "22300, ACCOUNT_RESTRICTED",
            "20003, CARRIER_AUTH" })
    void aRefusalIsSaidInOurWords(String codes) {
        String[] twiliosAndOurs = codes.split(", ");
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":400,\"code\":" + twiliosAndOurs[0]);

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo(twiliosAndOurs[1]);
    }
}
