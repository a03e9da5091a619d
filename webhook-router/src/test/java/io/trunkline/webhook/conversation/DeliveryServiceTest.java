package io.trunkline.webhook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.MessageEvent.MessageStatusChanged;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookSecrets;

/** The status of a message follows the carrier's and the gateway's reports in any order. */
@QuarkusTest
class DeliveryServiceTest extends MessagingTest {

    @Test
    void updatesAMessageUntilItsDelivery() {
        // Given
        UUID message = sendMessage();
        String sid = WebhookClient.newSid();

        // When
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        awaitStatus(message, "sent");
        var answer = webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, "delivered"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        MessageStatusChanged delivered = awaitStatus(message, "delivered");
        assertThat(delivered.workspaceId()).isEqualTo(workspace);
        assertThat(delivered.peer()).isEqualTo(PEER);
        assertThat(delivered.number()).isEqualTo(number);
        assertStored(message, "DELIVERED");
    }

    @Test
    void ignoresStatusCallbacksOutOfOrder() {
        // Given
        UUID message = sendMessage();
        String sid = WebhookClient.newSid();
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        awaitStatus(message, "sent");

        // When
        for (String status : List.of("delivered", "sent", "queued", "sending", "failed", "delivered", "partially_delivered")) {
            assertThat(webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, status)).statusCode())
                    .isEqualTo(204);
        }
        webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, "read"));

        // Then
        awaitStatus(message, "read");
        assertStored(message, "READ");
        assertThat(statuses(message)).containsExactly("sent", "delivered", "read");
    }

    @Test
    void storesAStatusThatArrivesBeforeMessageSent() {
        // Given
        UUID message = sendMessage();
        String sid = WebhookClient.newSid();
        Map<String, String> report = WebhookClient.report(number, PEER, sid, "undelivered");
        report.put("ErrorCode", "30003");

        // When
        webhooks.twilio(WebhookClient.STATUS, report);
        webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, "sent"));
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select outcome from webhook_log where dedupe_key like '" + sid + "%'")).hasSize(2));
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));

        // Then
        assertThat(awaitStatus(message, "undelivered").code()).isEqualTo("RECIPIENT_UNREACHABLE");
        assertStored(message, "UNDELIVERED");
        assertThat(Numbers.query("select 1 from early_status where id like '%" + sid + "'")).isEmpty();
    }

    @Test
    void publishesWhyTheCarrierRejectedAMessage() {
        // Given
        UUID message = sendMessage();

        // When
        events.publish(new MessageFailed(message, workspace, "twilio", "RECIPIENT_OPTED_OUT", "opted out", "21610"));

        // Then
        assertThat(awaitStatus(message, "failed").code()).isEqualTo("RECIPIENT_OPTED_OUT");
        assertThat(awaitStatus(message, "failed").carrierErrorCode()).isEqualTo("21610");
        assertStored(message, "FAILED");
    }

    @ParameterizedTest
    @CsvSource({ "21610, RECIPIENT_OPTED_OUT", "30003, RECIPIENT_UNREACHABLE", "30004, CARRIER_FILTERED",
            "30005, INVALID_RECIPIENT", "30006, NOT_SMS_CAPABLE", "30007, CARRIER_FILTERED",
            "30034, SENDER_NOT_REGISTERED", "30999, CARRIER_ERROR" })
    void mapsTwiliosErrorCodes(String twilioCode, String failureCode) {
        UUID message = sendMessage();
        String sid = WebhookClient.newSid();
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        Map<String, String> report = WebhookClient.report(number, PEER, sid, "undelivered");
        report.put("ErrorCode", twilioCode);

        webhooks.twilio(WebhookClient.STATUS, report);

        assertThat(awaitStatus(message, "undelivered").code()).isEqualTo(failureCode);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MessageStatus=", "MessageStatus=Delivered", "MessageSid=SM1" })
    void storesCallbacksThatNameNoMessageOrStatusForOperators(String invalid) {
        // Given
        Map<String, String> report = WebhookClient.report(number, PEER, WebhookClient.newSid(), "sent");
        report.put(invalid.substring(0, invalid.indexOf('=')), invalid.substring(invalid.indexOf('=') + 1));

        // When
        assertThat(webhooks.twilio(WebhookClient.STATUS, report).statusCode()).isEqualTo(204);

        // Then
        assertThat(events.await(WebhookUnrouted.class, event -> event.number().equals(number)).reason())
                .isEqualTo("UNREADABLE");
    }

    /** The carrier's clock is not ours: it may be wrong, or its response may be. */
    @ParameterizedTest
    @ValueSource(strings = { "2023-01-01T00:00:00Z", "2099-01-01T00:00:00Z" })
    void boundsTheTimeOfAStatusByOurClock(String carriersTime) {
        // Given
        Instant before = Numbers.now();
        UUID message = sendMessage();

        // When
        events.publish(new MessageSent(message, workspace, "twilio", WebhookClient.newSid(), Instant.parse(carriersTime)));

        // Then
        assertThat(awaitStatus(message, "sent").occurredAt()).isBetween(before, Instant.now());
        assertThat(Numbers.query("select status_at >= created_at and status_at <= now() from message where id = '" + message
                + "'")).containsExactly("t");
    }

    @Test
    void ignoresReportsOfAnotherAccount() {
        // Given
        UUID message = sendMessage();
        String sid = WebhookClient.newSid();
        String early = WebhookClient.newSid();
        UUID unconfirmed = sendMessage();

        // When
        reportFromAnotherAccount(WebhookClient.STATUS, early);
        reportFromAnotherAccount(WebhookClient.STATUS + "?message=" + message, sid);
        assertThat(events.await(WebhookUnrouted.class, event -> event.number().equals(number)).reason())
                .isEqualTo("WRONG_ACCOUNT");
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        events.publish(new MessageSent(unconfirmed, workspace, "twilio", early, Numbers.now()));

        // Then
        awaitStatus(message, "sent");
        awaitStatus(unconfirmed, "sent");
        webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, early, "delivered"));
        awaitStatus(unconfirmed, "delivered");
        assertThat(statuses(unconfirmed)).containsExactly("sent", "delivered");
        assertThat(statuses(message)).containsExactly("sent");
    }

    private void reportFromAnotherAccount(String url, String sid) {
        assertThat(webhooks.twilio(url, WebhookClient.report(number, PEER, sid, "failed"), WebhookSecrets.WEST,
                WebhookSecrets.WEST_TOKEN).statusCode()).isEqualTo(204);
    }

    private UUID sendMessage() {
        return UUID.fromString(send("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}").then().statusCode(202)
                .extract().path("id"));
    }

    private MessageStatusChanged awaitStatus(UUID message, String status) {
        return events.await(MessageStatusChanged.class,
                event -> event.messageId().equals(message) && event.status().equals(status));
    }

    private List<String> statuses(UUID message) {
        return events.events(MessageStatusChanged.class).stream().filter(event -> event.messageId().equals(message))
                .map(MessageStatusChanged::status).toList();
    }

    private static void assertStored(UUID message, String status) {
        soon().atMost(Duration.ofSeconds(5)).untilAsserted(
                () -> assertThat(Numbers.query("select status from message where id = '" + message + "'"))
                        .containsExactly(status));
    }
}
