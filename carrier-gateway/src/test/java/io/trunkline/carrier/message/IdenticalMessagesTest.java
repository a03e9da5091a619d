package io.trunkline.carrier.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;

/** The same text to the same recipient: each message is sent once and has its own carrier id. */
@QuarkusTest
class IdenticalMessagesTest extends GatewayTest {

    private static final String HANDSET = "+14155550199";
    private static final String IN_DOUBT = """
            insert into outgoing_message (id, carrier, state, epoch, attempts, channel, sender, recipient, body, lookups,
              submitted_at, created_at)
            values ($1, 'twilio', $4, 3, 0, 'sms', $2, $3, 'ok', 0, clock_timestamp() - interval '20 s',
              clock_timestamp() - make_interval(mins => $5))""";

    private String from;

    @BeforeEach
    void buyASender() {
        from = bought().e164();
    }

    @Test
    void matchesACarrierMessageToOneUnknownMessageOnly() {
        // Given: the carrier accepted one of eight
        SendMessage lost = text();
        probe.publish(lost);
        String sid = sent(lost.messageId());
        sql("delete from outgoing_message where id = $1", lost.messageId());

        // When
        List<UUID> inDoubt = Stream.generate(UUID::randomUUID).limit(8).toList();
        inDoubt.forEach(id -> sql(IN_DOUBT, id, from, HANDSET, "UNKNOWN", 1));

        // Then
        assertThat(inDoubt.stream().map(IdenticalMessagesTest::sent)).doesNotHaveDuplicates().contains(sid);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(8);
    }

    @Test
    void doesNotMatchAMessageThatIsBeingSent() {
        // Given: accepted by the carrier, which responds slowly
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"SLOW\",\"delayMillis\":1200");
        SendMessage slow = text();
        probe.publish(slow);
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(1));

        // When
        UUID inDoubt = UUID.randomUUID();
        sql(IN_DOUBT, inDoubt, from, HANDSET, "UNKNOWN", 1);

        // Then
        assertThat(sent(inDoubt)).isNotEqualTo(sent(slow.messageId()));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(2);
    }

    @Test
    void doesNotSendAStaleMessage() {
        UUID stale = UUID.randomUUID();

        sql(IN_DOUBT, stale, from, HANDSET, "WAITING", 90);

        assertThat(probe.await(MessageFailed.class, event -> event.messageId().equals(stale)).code())
                .isEqualTo("CARRIER_UNAVAILABLE");
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).isEmpty();
    }

    private SendMessage text() {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, "ok", List.of());
    }

    private static String sent(UUID id) {
        return probe.await(MessageSent.class, event -> event.messageId().equals(id)).carrierMessageId();
    }
}
