package io.trunkline.carrier.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.Topics;
import io.trunkline.kit.messaging.EventHeaders;

/** From OrderNumber on Kafka to what is said on Kafka, compared with what the carrier did. */
@QuarkusTest
class OrderTest extends OrderingTest {

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
    void manyOrdersAtOnceBuyADifferentNumberEach() {
        List<OrderNumber> orders = Stream.generate(() -> orderBy(null)).limit(30).toList();

        orders.forEach(probe::publish);

        assertThat(orders.stream().map(this::ordered).map(NumberOrdered::e164)).doesNotHaveDuplicates();
        assertThat(orders).allSatisfy(order -> assertThat(owned(order)).hasSize(1));
    }

    @Test
    void aRepeatedCommandBuysNothingMore() {
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
    void whatIsSaidBelongsToTheTraceOfTheCommand() {
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        ordered(order);

        ConsumerRecord<String, byte[]> said = probe.records(Topics.CARRIER_EVENTS).stream()
                .filter(message -> message.key().equals(order.orderId().toString())).findFirst().orElseThrow();

        String commands = row("carrier_order", order.orderId()).orElseThrow().getString("traceparent");
        assertThat(EventHeaders.get(said.headers(), EventHeaders.TRACE_PARENT)).isNotNull()
                .startsWith(commands.substring(0, 35));
    }

    /** Commands before this one have had their effect. */
    private void settled() {
        bought();
    }
}
