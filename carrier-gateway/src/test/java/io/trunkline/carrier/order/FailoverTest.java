package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.AllCarriersProfile;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierAttempt;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** Orders that name no carrier, where Telnyx is the first choice, SignalWire the second and Twilio the third. */
@QuarkusTest
@TestProfile(AllCarriersProfile.class)
class FailoverTest extends GatewayTest {

    private static final NumberCriteria SEATTLE = new NumberCriteria("US", NumberType.LOCAL, "206");

    /** Refusals of other tests must not affect the ranking. */
    @BeforeEach
    void resetAccountHealth() {
        verifyAccounts();
    }

    @Test
    void ranksAnAccountLastAfterItRefusedUs() {
        // Given
        CarrierSimulator.fault("telnyx", "\"operation\":\"any\",\"fault\":\"STATUS\",\"status\":401,\"code\":10009");
        OrderNumber refused = orderBy(SEATTLE);
        probe.publish(refused);
        assertThat(ordered(refused).attempts()).containsExactly(new CarrierAttempt("telnyx", "CARRIER_AUTH"));

        // When
        OrderNumber next = orderBy(SEATTLE);
        probe.publish(next);

        // Then
        assertThat(ordered(next).attempts()).isEmpty();
        assertThat(ordered(next).carrier()).isEqualTo("signalwire");
    }

    @Test
    void buysAtTheFirstChoice() {
        OrderNumber order = orderBy(SEATTLE);

        probe.publish(order);

        assertThat(ordered(order)).satisfies(ordered -> {
            assertThat(ordered.carrier()).isEqualTo("telnyx");
            assertThat(ordered.attempts()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "\"operation\":\"any\",\"fault\":\"STATUS\",\"status\":503,\"times\":100; CARRIER_UNAVAILABLE",
            "\"operation\":\"search\",\"fault\":\"NO_INVENTORY\",\"times\":100; NO_INVENTORY",
            "\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":402,\"code\":20100,\"times\":100; INSUFFICIENT_FUNDS",
            "\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":403,\"code\":20014,\"times\":100; ACCOUNT_RESTRICTED",
            "\"operation\":\"any\",\"fault\":\"STATUS\",\"status\":401,\"code\":10009,\"times\":100; CARRIER_AUTH" })
    void failsOverToTheSecondCarrierOnce(String fault, String why) {
        // Given
        CarrierSimulator.fault("telnyx", fault);
        OrderNumber order = orderBy(SEATTLE);

        // When
        probe.publish(order);

        // Then
        NumberOrdered ordered = ordered(order);
        assertThat(ordered.carrier()).isEqualTo("signalwire");
        assertThat(ordered.attempts()).containsExactly(new CarrierAttempt("telnyx", why));
        assertThat(row("carrier_order", order.orderId()).orElseThrow().getString("tried")).isEqualTo("telnyx=" + why);
        assertThat(bought(order)).singleElement()
                .satisfies(entry -> assertThat(entry.path("carrier").asText()).isEqualTo("signalwire"));
        assertThat(unknown(order)).isEmpty();
    }

    @Test
    void failsOverToTheThirdCarrier() {
        CarrierSimulator.fault("telnyx", "\"operation\":\"search\",\"fault\":\"NO_INVENTORY\",\"times\":100");
        CarrierSimulator.fault("signalwire",
                "\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":402,\"code\":4001,\"times\":100");
        OrderNumber order = orderBy(SEATTLE);

        probe.publish(order);

        assertThat(ordered(order)).satisfies(ordered -> {
            assertThat(ordered.carrier()).isEqualTo("twilio");
            assertThat(ordered.attempts()).containsExactly(new CarrierAttempt("telnyx", "NO_INVENTORY"),
                    new CarrierAttempt("signalwire", "INSUFFICIENT_FUNDS"));
        });
        assertThat(bought(order)).hasSize(1);
    }

    @Test
    void failsWithAllAttemptsWhenNoCarrierSells() {
        List.of("telnyx", "signalwire", "twilio").forEach(carrier -> CarrierSimulator.fault(carrier,
                "\"operation\":\"search\",\"fault\":\"NO_INVENTORY\",\"times\":100"));
        OrderNumber order = orderBy(SEATTLE);

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("NO_INVENTORY");
            assertThat(failed.carrier()).isEqualTo("twilio");
            assertThat(failed.attempts()).extracting(CarrierAttempt::carrier).containsExactly("telnyx", "signalwire");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION", "TIMEOUT_BEFORE_EXECUTION" })
    void doesNotFailOverAfterAnUnknownOutcome(String fault) {
        // Given: a purchase of unknown outcome, and only refusals after it
        CarrierSimulator.fault("telnyx", "\"operation\":\"order\",\"fault\":\"" + fault + "\"");
        CarrierSimulator.fault("telnyx",
                "\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":402,\"code\":20100,\"times\":100");
        OrderNumber order = orderBy(SEATTLE);

        // When
        probe.publish(order);

        // Then
        if (fault.equals("TIMEOUT_BEFORE_EXECUTION")) {
            assertThat(failed(order)).satisfies(failed -> {
                assertThat(failed.code()).isEqualTo("INSUFFICIENT_FUNDS");
                assertThat(failed.carrier()).isEqualTo("telnyx");
                assertThat(failed.attempts()).isEmpty();
            });
            assertThat(bought(order)).isEmpty();
        } else {
            assertThat(ordered(order).carrier()).isEqualTo("telnyx");
            assertThat(bought(order)).singleElement()
                    .satisfies(entry -> assertThat(entry.path("carrier").asText()).isEqualTo("telnyx"));
        }
        assertThat(unknown(order)).hasSize(1);
    }

    @Test
    void doesNotReplaceANamedCarrier() {
        CarrierSimulator.fault("telnyx", "\"operation\":\"search\",\"fault\":\"NO_INVENTORY\",\"times\":100");
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, "telnyx", null,
                SEATTLE);

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("NO_INVENTORY");
            assertThat(failed.carrier()).isEqualTo("telnyx");
        });
        assertThat(bought(order)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "207, telnyx", "203, signalwire", "204, twilio" })
    void buysARequestedNumberOnceAtTheCarrierThatSellsIt(String exchange, String carrier) {
        // Given
        OrderNumber order = orderFor("+1509" + exchange + ThreadLocalRandom.current().nextInt(1000, 10_000));

        // When
        probe.publish(order);

        // Then
        assertThat(ordered(order).carrier()).isEqualTo(carrier);
        assertThat(ordered(order).attempts()).isEmpty();
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).hasSize(1);

        // When
        OrderNumber again = orderFor(order.e164());
        probe.publish(again);

        // Then
        assertThat(failed(again).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164())).hasSize(1);
    }

    @Test
    void searchesAgainWhileACarrierIsUnavailable() {
        OrderNumber order = orderFor("+1509207" + ThreadLocalRandom.current().nextInt(1000, 10_000));
        CarrierSimulator.fault("telnyx", "\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":503,\"times\":2");

        probe.publish(order);

        assertThat(ordered(order).carrier()).isEqualTo("telnyx");
    }

    private static NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private static NumberOrderFailed failed(OrderNumber order) {
        return probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
    }

    private static List<NumberOrderUnknown> unknown(OrderNumber order) {
        return probe.events(NumberOrderUnknown.class).stream().filter(event -> event.orderId().equals(order.orderId()))
                .toList();
    }

    /** At every carrier. */
    private static List<JsonNode> bought(OrderNumber order) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.orderId().toString());
    }
}
