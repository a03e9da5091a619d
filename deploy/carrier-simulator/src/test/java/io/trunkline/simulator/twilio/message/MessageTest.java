package io.trunkline.simulator.twilio.message;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.post;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;
import io.trunkline.simulator.twilioapi.message.RequestSignature;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class MessageTest {

    private static final String PEER = "+14155550188";

    WebhookReceiver receiver;

    @Test
    void sendsACallbackForEachStatus() {
        // Given
        String from = buy("503").text("phone_number");
        String callback = receiver.url("/status/steps");

        // When
        Exchange queued = twilioPost("/Messages.json", "From", from, "To", PEER, "Body", "hello", "StatusCallback", callback);

        // Then
        String sid = queued.text("sid");
        assertThat(queued.status()).isEqualTo(201);
        assertThat(queued.text("status")).isEqualTo("queued");
        assertThat(queued.json().path("date_sent").isNull()).isTrue();
        await().untilAsserted(() -> assertThat(receiver.requestsTo("/status/steps"))
                .extracting(request -> request.form().get("MessageStatus")).containsExactly("sent", "delivered"));
        for (Received request : receiver.requestsTo("/status/steps")) {
            assertThat(request.form()).containsEntry("MessageSid", sid).containsEntry("From", from).containsEntry("To", PEER);
            assertThat(request.header("x-twilio-signature"))
                    .isEqualTo(RequestSignature.sign(Api.TOKEN, callback, request.form()));
        }
        Exchange read = twilioGet("/Messages/" + sid + ".json");
        assertThat(read.text("status")).isEqualTo("delivered");
        assertThat(read.text("date_sent")).isNotEmpty();
    }

    @Test
    void deliversWithoutACallback() {
        String from = buy("503").text("phone_number");

        String sid = twilioPost("/Messages.json", "From", from, "To", PEER, "Body", "hello").text("sid");

        await().untilAsserted(
                () -> assertThat(twilioGet("/Messages/" + sid + ".json").text("status")).isEqualTo("delivered"));
    }

    @Test
    void acceptsTheLongestMessageAndRejectsALongerOne() {
        // Given
        String from = buy("503").text("phone_number");
        String longest = "👋".repeat(1600);

        // When
        Exchange sent = twilioPost("/Messages.json", "From", from, "To", PEER, "Body", longest);
        Exchange refused = twilioPost("/Messages.json", "From", from, "To", PEER, "Body", longest + ".");

        // Then
        assertThat(sent.text("body")).isEqualTo(longest);
        assertThat(refused.code()).isEqualTo(21617);
        List<JsonNode> entries = ledger("action=MESSAGE_SENT&number=" + encode(from));
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).path("body").asText()).isEqualTo(longest);
        assertThat(entries.get(0).path("carrierId").asText()).isEqualTo(sent.text("sid"));
    }

    @ParameterizedTest
    @CsvSource({ "From=%2B15035550100&Body=x, 21604", "From=OURS&To=%2B1415&Body=x, 21211", "From=OURS&To=friend&Body=x, 21211",
            "From=OURS&To=%2B442079460000&Body=x, 21614", "To=%2B14155550188&Body=x, 21603",
            "From=%2B12125550199&To=%2B14155550188&Body=x, 21606", "From=OURS&To=%2B14155550188, 21619",
            "From=OURS&To=%2B14155550188&Body=, 21619", "From=OURS&To=%2B14155550188&Body=x&MediaUrl=nowhere, 21620",
            "From=OURS&To=%2B14155550188&Body=x&StatusCallback=nowhere, 21609",
            "MessagingServiceSid=MG00000000000000000000000000000000&To=%2B14155550188&Body=x, 21701",
            "From=OURS&To=%2B14155550188&Body=x&SendAt=2030-01-01T00:00:00Z, 20001",
            "From=OURS&To=%2B14155550188&Body=x&ValidityPeriod=36001, 20001" })
    void rejectsAnInvalidMessage(String form, int code) {
        String from = buy("541").text("phone_number");

        Exchange refused = Api.twilio("POST", Api.PREFIX + "/Messages.json", form.replace("OURS", encode(from)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(from))).isEmpty();
    }

    @Test
    void rejectsMoreThanTenMedia() {
        String from = buy("541").text("phone_number");
        String form = Api.form("From", from, "To", PEER) + ("&MediaUrl=" + encode("https://example.com/a.png")).repeat(11);

        assertThat(Api.twilio("POST", Api.PREFIX + "/Messages.json", form).code()).isEqualTo(21623);
    }

    @Test
    void blocksARecipientBetweenStopAndStart() {
        // Given
        String from = buy("503", "SmsUrl", receiver.url("/sms/stop")).text("phone_number");
        String other = buy("503").text("phone_number");

        // When
        sendText(PEER, from, " stop ");

        // Then
        assertThat(text(from, PEER).code()).isEqualTo(21610);
        assertThat(text(other, PEER).status()).isEqualTo(201);
        assertThat(text(from, "+14155550189").status()).isEqualTo(201);
        assertThat(receiver.requestsTo("/sms/stop").get(0).form()).containsEntry("OptOutType", "STOP").containsEntry("Body",
                " stop ");

        // When
        sendText(PEER, from, "START");

        // Then
        assertThat(text(from, PEER).status()).isEqualTo(201);
    }

    @Test
    void filtersTheListByPeersAndDay() {
        String from = buy("458").text("phone_number");
        String sid = text(from, PEER).text("sid");
        text(from, "+14155550189");
        await().untilAsserted(
                () -> assertThat(twilioGet("/Messages/" + sid + ".json").text("status")).isEqualTo("delivered"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        assertThat(listed("From=" + encode(from))).hasSize(2);
        assertThat(listed("From=" + encode(from) + "&To=" + encode(PEER))).hasSize(1);
        assertThat(listed("From=" + encode(from) + "&To=" + encode(PEER) + "&DateSent%3E=" + today.minusDays(1))).hasSize(1);
        assertThat(listed("From=" + encode(from) + "&To=" + encode(PEER) + "&DateSent%3C=" + today.minusDays(2))).isEmpty();
        assertThat(listed("From=" + encode(from) + "&DateSent=" + today.plusDays(2))).isEmpty();
        assertThat(twilioGet("/Messages.json?DateSent=yesterday").code()).isEqualTo(20001);
    }

    private static List<JsonNode> listed(String query) {
        return elements(twilioGet("/Messages.json?" + query).json().path("messages"));
    }

    private static Exchange text(String from, String to) {
        return twilioPost("/Messages.json", "From", from, "To", to, "Body", "hello");
    }

    private static void sendText(String from, String to, String body) {
        assertThat(post("/inbound/messages", toJson(Map.of("from", from, "to", to, "body", body))).status()).isEqualTo(200);
    }
}
