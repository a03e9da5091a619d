package io.trunkline.carrier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

@QuarkusTest
class MessageTest extends GatewayTest {

    private static final String HANDSET = "+14155550199";
    private static final String LEFT = """
            insert into outgoing_message (id, carrier, state, epoch, attempts, channel, sender, recipient, body, lookups,
              submitted_at, lease_until)
            values ($1, 'twilio', 'SUBMITTING', 3, 0, 'sms', $2, $3, $4, 0, clock_timestamp() - interval '20 s',
              clock_timestamp() - interval '1 s')""";

    private String from;

    @BeforeEach
    void buyASender() {
        from = bought().e164();
    }

    @Test
    void sendsOnceForARepeatedCommand() {
        // Given
        SendMessage command = text("Größe 👋");

        // When
        probe.publish(command);
        MessageSent sent = sent(command);
        probe.publish(command);
        bought();

        // Then
        assertThat(sent.workspaceId()).isEqualTo("ws_1");
        assertThat(sent.carrier()).isEqualTo("twilio");
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).singleElement().satisfies(entry -> {
            assertThat(entry.path("carrierId").asText()).isEqualTo(sent.carrierMessageId());
            assertThat(entry.path("body").asText()).isEqualTo("Größe 👋");
            assertThat(entry.path("to").asText()).isEqualTo(HANDSET);
            assertThat(entry.path("statusCallback").asText())
                    .startsWith(
                            "https://hooks.example.com/api/webhooks/twilio/status?message=" + command.messageId() + "#");
        });
        assertThat(row("outgoing_message", command.messageId()).orElseThrow().getString("body")).isNull();
    }

    @Test
    void sendsMedia() {
        List<String> media = List.of("https://example.com/a.png", "https://example.com/b.png");
        SendMessage command = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, null, media);

        probe.publish(command);

        sent(command);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).singleElement()
                .satisfies(entry -> assertThat(entry.path("mediaUrls")).extracting(url -> url.asText())
                        .containsExactlyElementsOf(media));
    }

    @Test
    void publishesAnOptedOutRecipient() {
        CarrierSimulator.text(HANDSET, from, "STOP");
        SendMessage command = text("hello");

        probe.publish(command);

        assertThat(failed(command).code()).isEqualTo("RECIPIENT_OPTED_OUT");
    }

    @ParameterizedTest
    @CsvSource({ "whatsapp, signalwire", "pigeon, twilio" })
    void rejectsAnUnsupportedChannelWithoutACall(String channel, String carrier) {
        SendMessage command = new SendMessage(UUID.randomUUID(), "ws_1", channel, carrier, from, HANDSET, "hello", null);

        probe.publish(command);

        assertThat(failed(command).code()).isEqualTo("NOT_SUPPORTED");
    }

    @Test
    void sendsAndLooksUpByWhatsAppAddresses() {
        // Given
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");
        SendMessage command = new SendMessage(UUID.randomUUID(), "ws_1", "whatsapp", null, from, HANDSET, "hello", null);

        // When
        probe.publish(command);

        // Then
        MessageSent sent = sent(command);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).singleElement().satisfies(entry -> {
            assertThat(entry.path("from").asText()).isEqualTo("whatsapp:" + from);
            assertThat(entry.path("to").asText()).isEqualTo("whatsapp:" + HANDSET);
            assertThat(entry.path("carrierId").asText()).isEqualTo(sent.carrierMessageId());
        });
    }

    @Test
    void retriesTooManyRequests() {
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"STATUS\",\"status\":429,\"times\":3");
        SendMessage command = text("hello");

        probe.publish(command);

        sent(command);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION", "TIMEOUT_BEFORE_EXECUTION", "HTML" })
    void looksUpAnUnknownSendBeforeItIsRepeated(String fault) {
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"%s\"".formatted(fault));
        SendMessage command = text("hello");

        probe.publish(command);

        sent(command);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "telnyx, 617, TIMEOUT_AFTER_EXECUTION, 1", "telnyx, 617, TIMEOUT_BEFORE_EXECUTION, 0" })
    void publishesAnUnknownSendThatCannotBeLookedUp(String carrier, String area, String fault, int sends) {
        // Given
        String sender = boughtAt(carrier, area);
        CarrierSimulator.fault(carrier, "\"operation\":\"message\",\"fault\":\"%s\"".formatted(fault));
        SendMessage command = new SendMessage(UUID.randomUUID(), "ws_1", "sms", carrier, sender, HANDSET, "hello", null);

        // When
        probe.publish(command);

        // Then: and the status callback contains our id
        assertThat(failed(command).code()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", sender)).hasSize(sends).allSatisfy(
                entry -> assertThat(entry.path("statusCallback").asText()).isEqualTo(
                        "https://hooks.example.com/api/webhooks/telnyx/status?message=" + command.messageId()));
    }

    @Test
    void statusCallbacksContainOurMessageId() {
        String sender = boughtAt("signalwire", "617");
        SendMessage command = new SendMessage(UUID.randomUUID(), "ws_1", "sms", "signalwire", sender, HANDSET, "hello", null);

        probe.publish(command);

        sent(command);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", sender)).singleElement().satisfies(
                entry -> assertThat(entry.path("statusCallback").asText()).isEqualTo(
                        "https://hooks.example.com/api/webhooks/signalwire/status?message=" + command.messageId()));
    }

    @Test
    void doesNotMatchAnEarlierIdenticalMessage() {
        // Given
        SendMessage before = text("ok");
        probe.publish(before);
        sent(before);
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"");
        SendMessage command = text("ok");

        // When
        probe.publish(command);

        // Then
        assertThat(sent(command).carrierMessageId()).isNotEqualTo(sent(before).carrierMessageId());
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(2);
    }

    @Test
    void sendsOnceAfterACrash() {
        // Given: one crash after the send (another job's message stands for it), one before
        SendMessage lost = text("killed after");
        probe.publish(lost);
        String sid = sent(lost).carrierMessageId();
        sql("delete from outgoing_message where id = $1", lost.messageId());
        UUID after = UUID.randomUUID();
        UUID before = UUID.randomUUID();

        // When
        sql(LEFT, after, from, HANDSET, "killed after");
        sql(LEFT, before, from, HANDSET, "killed before");

        // Then
        assertThat(probe.await(MessageSent.class, event -> event.messageId().equals(after)).carrierMessageId()).isEqualTo(sid);
        probe.await(MessageSent.class, event -> event.messageId().equals(before));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).extracting(entry -> entry.path("body").asText())
                .containsExactly("killed after", "killed before");
    }

    private SendMessage text(String body) {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, body, List.of());
    }

    /** A number of ours that sends. */
    private static String boughtAt(String carrier, String area) {
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, carrier, null,
                new NumberCriteria("US", NumberType.LOCAL, area));
        probe.publish(order);
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId())).e164();
    }

    private static MessageSent sent(SendMessage command) {
        return probe.await(MessageSent.class, event -> event.messageId().equals(command.messageId()));
    }

    private static MessageFailed failed(SendMessage command) {
        return probe.await(MessageFailed.class, event -> event.messageId().equals(command.messageId()));
    }
}
