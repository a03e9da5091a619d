package io.trunkline.carrier.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

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
import io.trunkline.events.Topics;
import io.trunkline.kit.messaging.EventHeaders;

/** From OrderNumber on Kafka to the events on Kafka, compared with the carrier's ledger. */
@QuarkusTest
class OrderTest extends GatewayTest {

    @Test
    void buysTheNumberWithOurReferenceAndWebhooks() {
        // Given
        OrderNumber order = orderFor(anyNumber());

        // When
        probe.publish(order);

        // Then
        NumberOrdered ordered = ordered(order);
        assertThat(ordered.e164()).isEqualTo(order.e164());
        assertThat(ordered.operationId()).isEqualTo(order.operationId());
        assertThat(ordered.purpose()).isEqualTo(OrderPurpose.WORKSPACE);
        assertThat(ordered.workspaceId()).isEqualTo("ws_1");
        assertThat(ordered.workspaceName()).isEqualTo("Acme");
        assertThat(ordered.slot()).isEqualTo("slot-1");
        assertThat(ordered.carrier()).isEqualTo("twilio");
        assertThat(ordered.carrierAccount()).isEqualTo(CarrierSimulator.ACCOUNT);
        assertThat(ordered.country()).isEqualTo("US");
        assertThat(ordered.numberType()).isEqualTo(NumberType.LOCAL);
        assertThat(ordered.capabilities().sms()).isTrue();
        assertThat(owned(order)).singleElement().satisfies(number -> {
            assertThat(number.path("number").asText()).isEqualTo(order.e164());
            assertThat(number.path("carrierId").asText()).isEqualTo(ordered.carrierNumberId());
            assertThat(number.path("smsUrl").asText()).startsWith("https://hooks.example.com/api/webhooks/twilio/sms#");
            assertThat(number.path("smsMethod").asText()).isEqualTo("POST");
        });
    }

    @Test
    void buysAnyNumberThatFits() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.LOCAL, "206"));

        probe.publish(order);

        assertThat(ordered(order)).satisfies(ordered -> {
            assertThat(ordered.e164()).startsWith("+1206");
            assertThat(ordered.purpose()).isEqualTo(OrderPurpose.STOCK);
            assertThat(ordered.workspaceId()).isNull();
        });
        assertThat(owned(order)).hasSize(1);
    }

    @Test
    void concurrentOrdersBuyDifferentNumbers() {
        List<OrderNumber> orders = Stream.generate(() -> orderBy(null)).limit(30).toList();

        orders.forEach(probe::publish);

        assertThat(orders.stream().map(this::ordered).map(NumberOrdered::e164)).doesNotHaveDuplicates();
        assertThat(orders).allSatisfy(order -> assertThat(owned(order)).hasSize(1));
    }

    @Test
    void repeatedCommandBuysNothing() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        UUID eventId = UUID.randomUUID();

        // When
        probe.publish(eventId, order);
        probe.publish(eventId, order);
        probe.publish(order);
        ordered(order);
        probe.publish(order);
        settled();

        // Then
        assertThat(bought(order)).hasSize(1);
        assertThat(probe.events(NumberOrdered.class)).filteredOn(event -> event.orderId().equals(order.orderId()))
                .containsOnly(ordered(order));
    }

    @Test
    void twoOrdersForOneNumberBuyItOnce() {
        // Given
        OrderNumber one = orderFor(anyNumber());
        OrderNumber other = orderFor(one.e164());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":500");

        // When
        probe.publish(one);
        probe.publish(other);

        // Then
        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(Stream.of(one, other)
                .map(order -> state("carrier_order", order.orderId()))).containsExactlyInAnyOrder("SUCCEEDED", "FAILED"));
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", one.e164())).hasSize(1);
        assertThat(probe.await(NumberOrderFailed.class, event -> one.e164().equals(event.e164())).code())
                .isEqualTo("NUMBER_UNAVAILABLE");
    }

    @Test
    void failsWhenTheRequestedNumberWasSold() {
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
    void takesAnotherCandidateWhenOneWasSold() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.LOCAL, "253"));
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"times\":3");

        probe.publish(order);

        assertThat(ordered(order).e164()).startsWith("+1253");
        assertThat(owned(order)).hasSize(1);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
    }

    @Test
    void triesNoMoreCandidatesThanAllowed() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.LOCAL, "360"));
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"times\":50");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(5);
    }

    @Test
    void failsWithoutInventory() {
        OrderNumber order = orderBy(new NumberCriteria("US", NumberType.MOBILE, null));

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NO_INVENTORY");
    }

    @Test
    void namesAnUnknownCarrier() {
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, "acme-telecom",
                anyNumber(), null);

        probe.publish(order);

        assertThat(failed(order)).satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("CARRIER_NOT_CONFIGURED");
            assertThat(failed.detail()).contains("acme-telecom");
        });
    }

    @Test
    void rejectsAnInvalidNumber() {
        OrderNumber order = orderFor("+1415");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_AFTER_EXECUTION\"", "\"fault\":\"RESET_AFTER_EXECUTION\"" })
    void findsAPurchaseWithALostResponse(String fault) {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\"," + fault);

        // When
        probe.publish(order);

        // Then
        assertThat(ordered(order).e164()).isEqualTo(order.e164());
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).hasSize(1);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"", "\"fault\":\"HTML\"",
            "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":503", })
    void repeatsAPurchaseThatWasNotCarriedOut(String fault) {
        // Given
        OrderNumber order = orderBy(null);
        CarrierSimulator.fault("\"operation\":\"order\",\"times\":2," + fault);

        // When
        probe.publish(order);

        // Then
        ordered(order);
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).as("published once").hasSize(1);
    }

    @Test
    void looksUpAgainWhileLookupsFail() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":3");

        // When
        probe.publish(order);

        // Then
        ordered(order);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(4);
        assertThat(bought(order)).hasSize(1);
    }

    @Test
    void needsAttentionWhenAllLookupsFail() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":100");

        // When
        probe.publish(order);

        // Then
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order.orderId())).isEqualTo("NEEDS_ATTENTION"));
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).hasSize(1);
    }

    @Test
    void honoursRetryAfterOfTooManyRequests() {
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"2\"");
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429");
        long started = System.nanoTime();

        probe.publish(order);

        ordered(order);
        assertThat(SECONDS.toNanos(2)).isLessThan(System.nanoTime() - started);
        assertThat(bought(order)).hasSize(1);
        assertThat(unknown(order)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "21615, ADDRESS_REQUIRED", "21649, REGULATORY_REQUIRED", "22300, ACCOUNT_RESTRICTED",
            "20003, CARRIER_AUTH" })
    void mapsARefusalToOurCode(String codes) {
        String[] codePair = codes.split(", ");
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":400,\"code\":" + codePair[0]);

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo(codePair[1]);
    }

    @Test
    void eventsContinueTheTraceOfTheCommand() {
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        ordered(order);

        ConsumerRecord<String, byte[]> record = probe.records(Topics.CARRIER_EVENTS).stream()
                .filter(message -> message.key().equals(order.orderId().toString())).findFirst().orElseThrow();

        String commands = row("carrier_order", order.orderId()).orElseThrow().getString("traceparent");
        assertThat(EventHeaders.get(record.headers(), EventHeaders.TRACE_PARENT)).isNotNull()
                .startsWith(commands.substring(0, 35));
    }

    @Test
    void buysOnceUnderRandomFaults() {
        // Given: random faults from a fixed seed
        Random dice = new Random(20260101);
        List<String> faults = List.of("\"fault\":\"TIMEOUT_AFTER_EXECUTION\"", "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"",
                "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"HTML\"", "\"fault\":\"STATUS\",\"status\":500",
                "\"fault\":\"STATUS\",\"status\":429", "\"fault\":\"NUMBER_TAKEN\"", "\"fault\":\"SLOW\",\"delayMillis\":300");
        for (int i = 0; i < 30; i++) {
            CarrierSimulator.fault("\"operation\":\"order\"," + faults.get(dice.nextInt(faults.size())));
            if (dice.nextInt(4) == 0) {
                CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503");
            }
        }
        List<OrderNumber> orders = Stream.generate(() -> dice.nextBoolean() ? orderBy(null) : orderFor(anyNumber())).limit(40)
                .toList();

        // When
        orders.forEach(probe::publish);

        // Then
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(state("carrier_order", order.orderId())).isIn("SUCCEEDED", "FAILED")));
        assertThat(orders).allSatisfy(order -> {
            boolean succeeded = state("carrier_order", order.orderId()).equals("SUCCEEDED");
            assertThat(bought(order)).hasSize(succeeded ? 1 : 0);
            if (succeeded) {
                assertThat(owned(order)).extracting(number -> number.path("number").asText())
                        .containsExactly(ordered(order).e164());
            } else {
                failed(order);
            }
        });
    }

    private NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private NumberOrderFailed failed(OrderNumber order) {
        return probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
    }

    private List<NumberOrderUnknown> unknown(OrderNumber order) {
        return probe.events(NumberOrderUnknown.class).stream().filter(event -> event.orderId().equals(order.orderId()))
                .toList();
    }

    private static List<JsonNode> owned(OrderNumber order) {
        return CarrierSimulator.owned(order.orderId().toString());
    }

    private static List<JsonNode> bought(OrderNumber order) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.orderId().toString());
    }

    /** Waits until earlier commands were processed. */
    private void settled() {
        bought();
    }
}
