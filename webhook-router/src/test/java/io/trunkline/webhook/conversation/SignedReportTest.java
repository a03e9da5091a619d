package io.trunkline.webhook.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.MessageEvent.MessageStatusChanged;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookSecrets;

/**
 * A report needs the message and its status, nothing else. A failure has a reason, and the carrier's own code if it has one.
 */
@QuarkusTest
class SignedReportTest extends MessagingTest {

    private final String sid = WebhookClient.newSid();
    private UUID message;

    @BeforeEach
    void sendMessage() {
        message = UUID.fromString(send("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}").then().statusCode(202)
                .extract().path("id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            From=OURS&To=%2B14155550151&MessageStatus=canceled                                        | failed      | CARRIER_ERROR         | -
            From=OURS&To=%2B14155550151&MessageStatus=undelivered&ErrorCode=0                         | undelivered | CARRIER_ERROR         | -
            From=OURS&To=%2B14155550151&MessageStatus=undelivered&ErrorCode=null                      | undelivered | CARRIER_ERROR         | -
            From=OURS&To=%2B14155550151&MessageStatus=undelivered&ErrorCode=                          | undelivered | CARRIER_ERROR         | -
            From=OURS&To=%2B14155550151&MessageStatus=undelivered&ErrorCode=30003&ErrorCode=30003     | undelivered | CARRIER_ERROR         | -
            From=OURS&MessageStatus=failed                                                            | failed      | CARRIER_ERROR         | -
            From=OURS&To=%2B14155550151&SmsStatus=failed                                              | failed      | CARRIER_ERROR         | -
            From=OURS&From=OURS&To=1&To=2&MessageStatus=failed                                        | failed      | CARRIER_ERROR         | -
            From=MG00000000000000000000000000000009&To=%2B14155550153&MessageStatus=failed&ErrorCode=30003 | failed | RECIPIENT_UNREACHABLE | 30003
            From=ACME&To=%2B14155550153&MessageStatus=failed&ErrorCode=30003                          | failed      | RECIPIENT_UNREACHABLE | 30003
            From=&To=%2B14155550153&MessageStatus=failed&ErrorCode=30003                              | failed      | RECIPIENT_UNREACHABLE | 30003
            To=%2B14155550153&MessageStatus=failed&ErrorCode=30003                                    | failed      | RECIPIENT_UNREACHABLE | 30003
            From=whatsapp:OURS&To=%2B14155550153&MessageStatus=failed&ErrorCode=30003                 | failed      | RECIPIENT_UNREACHABLE | 30003
            From=OURS&MessageStatus=failed&ErrorCode=21601&ErrorMessage=example                       | failed      | SENDER_REFUSED        | 21601
            From=OURS&MessageStatus=failed&ErrorCode=21603&ErrorMessage=example                       | failed      | SENDER_REFUSED        | 21603
            From=OURS&MessageStatus=failed&ErrorCode=21613&ErrorMessage=example                       | failed      | SENDER_REFUSED        | 21613
            From=OURS&MessageStatus=failed&ErrorCode=21611&ErrorMessage=example                       | failed      | RATE_LIMITED          | 21611
            From=OURS&MessageStatus=failed&ErrorCode=20429&ErrorMessage=example                       | failed      | RATE_LIMITED          | 20429
            From=OURS&MessageStatus=failed&ErrorCode=30022&ErrorMessage=example                       | failed      | RATE_LIMITED          | 30022
            From=OURS&MessageStatus=failed&ErrorCode=21610&ErrorMessage=example                       | failed      | RECIPIENT_OPTED_OUT   | 21610
            From=OURS&MessageStatus=failed&ErrorCode=63024&ErrorMessage=example                       | failed      | INVALID_RECIPIENT     | 63024
            From=OURS&MessageStatus=failed&ErrorCode=63016&ErrorMessage=example                       | failed      | CARRIER_ERROR         | 63016
            From=OURS&MessageStatus=failed&ErrorCode=30008&ErrorMessage=example                       | failed      | CARRIER_ERROR         | 30008
            From=OURS&MessageStatus=delivered&Foo=1                                                   | delivered   | -                     | -
            """)
    void appliesAReportOfAnyForm(String form, String status, String code, String carrierErrorCode) {
        // When
        report(WebhookClient.STATUS + "?message=" + message, form);

        // Then
        MessageStatusChanged changed = awaitStatus(status);
        assertThat(changed.code()).isEqualTo(code);
        assertThat(changed.carrierErrorCode()).isEqualTo(carrierErrorCode);
        assertListed(status, code, carrierErrorCode);
    }

    @Test
    void storesTheCarriersCodeOfAReportThatCameBeforeMessageSent() {
        // Given
        report(WebhookClient.STATUS, "From=OURS&MessageStatus=undelivered&ErrorCode=30008");
        soon().untilAsserted(
                () -> assertThat(Numbers.query("select 1 from early_status where id = 'twilio " + sid + "'")).hasSize(1));

        // When
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));

        // Then
        assertThat(awaitStatus("undelivered").carrierErrorCode()).isEqualTo("30008");
    }

    /** It has no text, and must not become an empty one. */
    @Test
    void appliesReportsAtTheUrlForTexts() {
        // Given
        events.publish(new MessageSent(message, workspace, "twilio", sid, Numbers.now()));
        awaitStatus("sent");

        // When
        for (String status : new String[] { "sent", "delivered" }) {
            String form = complete("From=OURS&To=%2B14155550142&MessageStatus=" + status + "&SmsStatus=" + status);
            assertThat(webhooks.twilioForm(WebhookClient.SMS, form).statusCode()).isEqualTo(200);
        }

        // Then
        awaitStatus("delivered");
        assertThat(Numbers.query("select direction from message where workspace_id = '" + workspace + "'"))
                .containsExactly("OUTBOUND");
    }

    private void report(String url, String form) {
        assertThat(webhooks.twilioForm(url, complete(form)).statusCode()).isEqualTo(204);
    }

    private String complete(String form) {
        return "AccountSid=" + WebhookSecrets.ACCOUNT + "&MessageSid=" + sid + "&"
                + form.replace("OURS", URLEncoder.encode(number, UTF_8));
    }

    private MessageStatusChanged awaitStatus(String status) {
        return events.await(MessageStatusChanged.class,
                event -> event.messageId().equals(message) && event.status().equals(status));
    }

    private void assertListed(String status, String code, String carrierErrorCode) {
        String conversation = Numbers.query("select conversation_id from message where id = '" + message + "'").get(0);
        var listed = RestAssured.given().auth().oauth2(Tokens.workspaceMember(workspace))
                .get("/api/workspaces/" + workspace + "/conversations/" + conversation + "/messages").then().statusCode(200)
                .extract().jsonPath();
        assertThat(listed.getString("messages[0].status")).isEqualTo(status);
        assertThat(listed.getString("messages[0].errorCode")).isEqualTo(code);
        assertThat(listed.getString("messages[0].carrierErrorCode")).isEqualTo(carrierErrorCode);
    }
}
