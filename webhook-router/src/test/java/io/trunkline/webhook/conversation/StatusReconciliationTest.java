package io.trunkline.webhook.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.MessageEvent.MessageStatusChanged;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;

/** Messages whose send was not confirmed: the carrier's status callbacks contain our id. */
@QuarkusTest
class StatusReconciliationTest extends WebhookRouterTest {

    private static final String PEER = "+14155550100";

    private String number;
    private String workspace;
    private UUID message;

    @BeforeEach
    void sendUnconfirmedMessage() {
        number = Numbers.random();
        workspace = workspaceWith(number);
        message = UUID.fromString(given().auth().oauth2(Tokens.workspaceMember(workspace)).contentType("application/json")
                .body("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}")
                .post("/api/workspaces/" + workspace + "/messages").then().statusCode(202).extract().path("id"));
    }

    @ParameterizedTest
    @CsvSource({ "sent, sent, none", "delivered, delivered, none", "undelivered, undelivered, CARRIER_ERROR",
            "failed, failed, CARRIER_ERROR", "queued, sent, none" })
    void reconcilesAnUnknownMessage(String twilioStatus, String status, String errorCode) {
        // Given
        events.publish(new MessageFailed(message, workspace, "twilio", "OUTCOME_UNKNOWN", "The outcome is unknown"));
        assertThat(awaitStatus("unknown").code()).isEqualTo("OUTCOME_UNKNOWN");

        // When
        String sid = WebhookClient.newSid();
        report(message.toString(), sid, twilioStatus);

        // Then
        awaitStatus(status);
        assertThat(events.await(ConfirmMessage.class, command -> command.messageId().equals(message)))
                .as("or carrier-gateway might send it again")
                .isEqualTo(new ConfirmMessage(message, workspace, number, PEER, sid));
        assertThat(statuses()).startsWith("unknown", "sent").endsWith(status);
        assertThat(Numbers.query("select coalesce(error_code, 'none') from message where id = '" + message + "'"))
                .containsExactly(errorCode);
    }

    @Test
    void findsMessagesOfASecondAccount() {
        // Given
        String sid = WebhookClient.newSid();
        events.publish(new MessageSent(message, workspace, "twilio-west", sid, Numbers.now()));
        awaitStatus("sent");

        // When
        assertThat(webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, "delivered")).statusCode())
                .isEqualTo(204);

        // Then
        awaitStatus("delivered");
    }

    @Test
    void matchesByTheCarriersIdAfterReconciliation() {
        // Given
        String sid = WebhookClient.newSid();
        report(message.toString(), sid, "sent");
        awaitStatus("sent");

        // When
        assertThat(webhooks.twilio(WebhookClient.STATUS, WebhookClient.report(number, PEER, sid, "delivered")).statusCode())
                .isEqualTo(204);

        // Then
        awaitStatus("delivered");
        events.publish(new MessageFailed(message, workspace, "twilio", "OUTCOME_UNKNOWN", "Too late"));
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        report(message.toString(), sid, "read");
        awaitStatus("read");
        assertThat(statuses()).containsExactly("sent", "delivered", "read");
    }

    @Test
    void ignoresAFailureAfterACarriersReport() {
        // Given
        String sid = WebhookClient.newSid();
        report(message.toString(), sid, "sent");
        awaitStatus("sent");

        // When
        events.publish(new MessageFailed(message, workspace, "twilio", "CARRIER_UNAVAILABLE", "It could not be sent in time"));
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        report(message.toString(), sid, "delivered");

        // Then
        awaitStatus("delivered");
        assertThat(statuses()).containsExactly("sent", "delivered");
    }

    @Test
    void ignoresAReportWithAnotherCarrierId() {
        // Given
        events.publish(new MessageSent(message, workspace, "twilio", WebhookClient.newSid(), Numbers.now()));
        awaitStatus("sent");

        // When
        String another = WebhookClient.newSid();
        report(message.toString(), another, "delivered");

        // Then
        awaitUnmatched(another);
        assertThat(statuses()).containsExactly("sent");
    }

    @Test
    void ignoresAReportAboutAnotherNumber() {
        String other = Numbers.random();
        workspaceWith(other, "org_other" + other.substring(1));
        String sid = WebhookClient.newSid();

        webhooks.twilio(WebhookClient.STATUS + "?message=" + message, WebhookClient.report(other, PEER, sid, "delivered"));

        awaitUnmatched(sid);
        assertThat(statuses()).isEmpty();
    }

    @Test
    void rejectsAForgedMessageId() {
        // Given a valid callback whose URL is changed
        Map<String, String> form = WebhookClient.report(number, PEER, WebhookClient.newSid(), "delivered");
        String signature = webhooks.signed(WebhookClient.STATUS, form).headers().firstValue("X-Twilio-Signature").orElseThrow();

        // When
        var answer = webhooks.post(WebhookClient.STATUS + "?message=" + message, WebhookClient.encode(form),
                "X-Twilio-Signature",
                signature);

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(statuses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "", "00000000-0000-0000-0000-00000000000G" })
    void matchesByTheCarriersIdWithAnInvalidMessageId(String id) {
        // Given
        String sid = WebhookClient.newSid();
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        awaitStatus("sent");

        // When
        report(id, sid, "delivered");

        // Then
        awaitStatus("delivered");
    }

    private void report(String id, String sid, String status) {
        assertThat(webhooks.twilio(WebhookClient.STATUS + "?message=" + id, WebhookClient.report(number, PEER, sid, status))
                .statusCode())
                .isEqualTo(204);
    }

    private static void awaitUnmatched(String sid) {
        soon().untilAsserted(() -> assertThat(Numbers.query("select status from early_status where id like '%" + sid + "'"))
                .containsExactly("DELIVERED"));
    }

    private MessageStatusChanged awaitStatus(String status) {
        return events.await(MessageStatusChanged.class,
                event -> event.messageId().equals(message) && event.status().equals(status));
    }

    private List<String> statuses() {
        return events.events(MessageStatusChanged.class).stream().filter(event -> event.messageId().equals(message))
                .map(MessageStatusChanged::status).toList();
    }
}
