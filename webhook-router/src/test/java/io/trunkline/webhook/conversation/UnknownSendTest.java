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
import io.trunkline.webhook.Senders;
import io.trunkline.webhook.WebhookRouterTest;

/** Messages whose send was never confirmed: the carrier's reports name them by our own id. */
@QuarkusTest
class UnknownSendTest extends WebhookRouterTest {

    private static final String PEER = "+14155550100";

    private String number;
    private String workspace;
    private UUID message;

    @BeforeEach
    void aMessageThatNobodyConfirmed() {
        number = Numbers.fresh();
        workspace = workspaceWith(number);
        message = UUID.fromString(given().auth().oauth2(Tokens.workspaceMember(workspace)).contentType("application/json")
                .body("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}")
                .post("/api/workspaces/" + workspace + "/messages").then().statusCode(202).extract().path("id"));
    }

    @ParameterizedTest
    @CsvSource({ "sent, sent", "delivered, delivered", "undelivered, undelivered", "failed, failed", "queued, sent" })
    void areWonBackByAReport(String told, String status) {
        // Given
        events.publish(new MessageFailed(message, workspace, "twilio", "OUTCOME_UNKNOWN", "Nobody knows"));
        assertThat(awaitStatus("unknown").code()).isEqualTo("OUTCOME_UNKNOWN");

        // When
        String sid = Senders.newSid();
        report(message.toString(), sid, told);

        // Then
        awaitStatus(status);
        assertThat(events.await(ConfirmMessage.class, command -> command.messageId().equals(message)))
                .as("or carrier-gateway might send it again")
                .isEqualTo(new ConfirmMessage(message, workspace, number, PEER, sid));
        assertThat(statuses()).startsWith("unknown", "sent").endsWith(status);
        assertThat(Numbers.rows("select error_code is null from message where id = '" + message + "'")).containsExactly("t");
    }

    @Test
    void ofASecondAccountAreFoundByTheirReports() {
        // Given
        String sid = Senders.newSid();
        events.publish(new MessageSent(message, workspace, "twilio-west", sid, Numbers.now()));
        awaitStatus("sent");

        // When
        assertThat(senders.twilio(Senders.STATUS, Senders.report(number, PEER, sid, "delivered")).statusCode()).isEqualTo(204);

        // Then
        awaitStatus("delivered");
    }

    @Test
    void areKnownByTheCarriersIdFromThenOn() {
        // Given
        String sid = Senders.newSid();
        report(message.toString(), sid, "sent");
        awaitStatus("sent");

        // When
        assertThat(senders.twilio(Senders.STATUS, Senders.report(number, PEER, sid, "delivered")).statusCode()).isEqualTo(204);

        // Then
        awaitStatus("delivered");
        events.publish(new MessageFailed(message, workspace, "twilio", "OUTCOME_UNKNOWN", "Too late to say so"));
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        report(message.toString(), sid, "read");
        awaitStatus("read");
        assertThat(statuses()).containsExactly("sent", "delivered", "read");
    }

    @Test
    void areNotTakenForFailedOnceTheCarrierReportedThem() {
        // Given
        String sid = Senders.newSid();
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
    void areNotConfusedWithMessagesThatHaveAnotherId() {
        // Given
        events.publish(new MessageSent(message, workspace, "twilio", Senders.newSid(), Numbers.now()));
        awaitStatus("sent");

        // When
        String another = Senders.newSid();
        report(message.toString(), another, "delivered");

        // Then
        awaitKept(another);
        assertThat(statuses()).containsExactly("sent");
    }

    @Test
    void areNotWonBackByReportsAboutAnotherNumber() {
        String other = Numbers.fresh();
        workspaceWith(other, "org_other" + other.substring(1));
        String sid = Senders.newSid();

        senders.twilio(Senders.STATUS + "?message=" + message, Senders.report(other, PEER, sid, "delivered"));

        awaitKept(sid);
        assertThat(statuses()).isEmpty();
    }

    @Test
    void cannotBeNamedByAnybodyButTwilio() {
        // Given: a genuine report, whose URL somebody changes
        Map<String, String> form = Senders.report(number, PEER, Senders.newSid(), "delivered");
        String signature = senders.signed(Senders.STATUS, form).headers().firstValue("X-Twilio-Signature").orElseThrow();

        // When
        var answer = senders.post(Senders.STATUS + "?message=" + message, Senders.encode(form), "X-Twilio-Signature",
                signature);

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(statuses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "", "00000000-0000-0000-0000-00000000000G" })
    void haveUuids(String id) {
        var answer = senders.twilio(Senders.STATUS + "?message=" + id,
                Senders.report(number, PEER, Senders.newSid(), "sent"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private void report(String id, String sid, String status) {
        assertThat(senders.twilio(Senders.STATUS + "?message=" + id, Senders.report(number, PEER, sid, status)).statusCode())
                .isEqualTo(204);
    }

    private static void awaitKept(String sid) {
        soon().untilAsserted(() -> assertThat(Numbers.rows("select status from early_status where id like '%" + sid + "'"))
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
