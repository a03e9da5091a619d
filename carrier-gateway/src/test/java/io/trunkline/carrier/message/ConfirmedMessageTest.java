package io.trunkline.carrier.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.vertx.mutiny.sqlclient.Row;

/** A status callback confirms a send of unknown outcome: the carrier's list may be late, or missing. */
@QuarkusTest
class ConfirmedMessageTest extends GatewayTest {

    private static final String HANDSET = "+14155550199";
    private static final String IN_DOUBT = """
            insert into outgoing_message (id, carrier, state, epoch, attempts, channel, sender, recipient, body, lookups,
              submitted_at, due_at)
            values ($1, 'twilio', 'UNKNOWN', 3, 0, 'sms', $2, $3, 'ok', 0, clock_timestamp() - interval '20 s',
              clock_timestamp() + interval '1 s')""";

    private final UUID message = UUID.randomUUID();
    private String from;

    @BeforeEach
    void buyASender() {
        from = bought().e164();
    }

    @Test
    void doesNotSendAConfirmedMessageAgain() {
        sql(IN_DOUBT, message, from, HANDSET);

        probe.publish(confirm(message, "SM" + "1".repeat(32)));

        assertThat(sent(message)).isEqualTo("SM" + "1".repeat(32));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).isEmpty();
    }

    @Test
    void looksUpWhenTheConfirmedIdBelongsToAnotherMessage() {
        // Given
        SendMessage other = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, "other", List.of());
        probe.publish(other);
        String sid = sent(other.messageId());
        sql(IN_DOUBT, message, from, HANDSET);

        // When
        probe.publish(confirm(message, sid));

        // Then
        assertThat(sent(message)).isNotEqualTo(sid);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).hasSize(2);
    }

    @Test
    void doesNotSendAgainWhenTheConfirmationArrivesBeforeTheRetry() {
        // Given: an empty look-up, and the retry is refused
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"STATUS\",\"status\":429,\"code\":20429,"
                + "\"retryAfter\":\"1\",\"number\":\"" + from + "\"");
        sql(IN_DOUBT.replace("submitted_at, due_at)", "submitted_at, due_at, doubted_at)").replace("'1 s')",
                "'0 s', clock_timestamp() - interval '20 s')"), message, from, HANDSET);
        await().atMost(5, SECONDS).until(() -> row("outgoing_message", message)
                .map(row -> "RATE_LIMITED".equals(row.getString("code"))).orElse(false));

        // When
        probe.publish(confirm(message, "SM" + "4".repeat(32)));

        // Then
        assertThat(sent(message)).isEqualTo("SM" + "4".repeat(32));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).isEmpty();
    }

    @Test
    void confirmationIsNotMatchedToAnIdenticalMessage() {
        // Given: the carrier accepted one of two identical messages and confirmed it
        SendMessage lost = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, "ok", List.of());
        probe.publish(lost);
        String sid = sent(lost.messageId());
        sql("delete from outgoing_message where id = $1", lost.messageId());
        UUID twin = UUID.randomUUID();
        sql(IN_DOUBT.replace("'1 s')", "'3 s')"), message, from, HANDSET);
        probe.publish(confirm(message, sid));
        await().atMost(2, SECONDS).until(() -> pool.query("select 1 from message_proof where message_id = '" + message + "'")
                .execute().await().indefinitely().rowCount() == 1);

        // When
        sql(IN_DOUBT.replace("'1 s')", "'0 s')"), twin, from, HANDSET);

        // Then
        assertThat(sent(twin)).isNotEqualTo(sid);
        assertThat(sent(message)).isEqualTo(sid);
    }

    @Test
    void ignoresAConfirmationOfAClosedMessage() {
        SendMessage done = new SendMessage(message, "ws_1", "sms", null, from, HANDSET, "done", List.of());
        probe.publish(done);
        String sid = sent(message);

        probe.publish(confirm(message, "SM" + "2".repeat(32)));
        probe.publish(confirm(UUID.randomUUID(), "SM" + "3".repeat(32)));

        SendMessage next = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, HANDSET, "next", List.of());
        probe.publish(next);
        sent(next.messageId());
        await().atMost(5, SECONDS).until(() -> row("outgoing_message", next.messageId()).isPresent());
        assertThat(row("outgoing_message", message).map(Row::toJson).orElseThrow().getString("carrier_message_id"))
                .isEqualTo(sid);
        assertThat(probe.events(MessageSent.class)).filteredOn(event -> event.messageId().equals(message)).hasSize(1);
        assertThat(pool.query("select * from message_proof where message_id = '" + message + "'").execute().await()
                .indefinitely().rowCount()).isZero();
    }

    private ConfirmMessage confirm(UUID id, String sid) {
        return new ConfirmMessage(id, "ws_1", from, HANDSET, sid);
    }

    private static String sent(UUID id) {
        return probe.await(MessageSent.class, event -> event.messageId().equals(id)).carrierMessageId();
    }
}
