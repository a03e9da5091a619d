package io.trunkline.simulator.signalwire.message;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.signalwire.SignalWireClient.PREFIX;
import static io.trunkline.simulator.signalwire.SignalWireClient.PROJECT;
import static io.trunkline.simulator.signalwire.SignalWireClient.SIGNING_KEY;
import static io.trunkline.simulator.signalwire.SignalWireClient.buy;
import static io.trunkline.simulator.signalwire.SignalWireClient.call;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static io.trunkline.simulator.signalwire.SignalWireClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;
import io.trunkline.simulator.twilioapi.message.RequestSignature;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireMessageTest {

    private static final String PEER = "+14155550188";

    WebhookReceiver receiver;

    @Test
    void sendsASignedCallbackForEachStatus() {
        // Given
        String from = buy("503").text("phone_number");
        String callback = receiver.url("/signalwire/steps");

        // When
        Exchange queued = post("/Messages", "From", from, "To", PEER, "Body", "Größe 👋", "StatusCallback", callback);

        // Then
        String sid = queued.text("sid");
        assertThat(queued.status()).isEqualTo(201);
        assertThat(queued.text("status")).isEqualTo("queued");
        assertThat(queued.json().path("num_segments").isInt()).isTrue();
        await().untilAsserted(() -> assertThat(receiver.requestsTo("/signalwire/steps"))
                .extracting(request -> request.form().get("MessageStatus"))
                .containsExactly("sending", "sent", "delivered"));
        for (Received request : receiver.requestsTo("/signalwire/steps")) {
            assertThat(request.form()).containsEntry("MessageSid", sid).containsEntry("AccountSid", PROJECT)
                    .containsEntry("From", from).containsEntry("To", PEER).containsEntry("Body", "Größe 👋")
                    .containsEntry("NumMedia", "0").containsEntry("NumSegments", "1");
            String signature = RequestSignature.sign(SIGNING_KEY, callback, request.form());
            assertThat(request.header("x-signalwire-signature")).isEqualTo(signature);
            assertThat(request.header("x-twilio-signature")).isEqualTo(signature);
        }
        assertThat(get("/Messages/" + sid).text("status")).isEqualTo("delivered");
    }

    @ParameterizedTest
    @CsvSource({ "MediaUrl, https://example.com/a.png", "SendAsMms, true" })
    void leavesAnMmsInStatusSent(String parameter, String value) {
        // Given
        String from = buy("503").text("phone_number");
        String path = "/signalwire/mms-" + parameter;

        // When
        String mms = post("/Messages", "From", from, "To", PEER, "Body", "picture", parameter, value, "StatusCallback",
                receiver.url(path)).text("sid");
        await().untilAsserted(() -> assertThat(get("/Messages/" + mms).text("status")).isEqualTo("sent"));
        String text = post("/Messages", "From", from, "To", PEER, "Body", "text").text("sid");
        await().untilAsserted(() -> assertThat(get("/Messages/" + text).text("status")).isEqualTo("delivered"));

        // Then
        assertThat(get("/Messages/" + mms).text("status")).isEqualTo("sent");
        assertThat(receiver.requestsTo(path)).extracting(request -> request.form().get("MessageStatus"))
                .containsExactly("sending", "sent");
    }

    @Test
    void retriesARejectedCallbackTwice() {
        // Given
        receiver.respondWith("/signalwire/deaf", 500, WebhookReceiver.NO_RESPONSE, 200, 404, 404, 404);
        String from = buy("503").text("phone_number");

        // When
        post("/Messages", "From", from, "To", PEER, "Body", "x", "StatusCallback", receiver.url("/signalwire/deaf"));

        // Then
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(receiver.requestsTo("/signalwire/deaf"))
                .extracting(request -> request.form().get("MessageStatus"))
                .containsExactly("sending", "sending", "sending", "sent", "sent", "sent", "delivered"));
    }

    @ParameterizedTest
    @CsvSource({ "From=OURS&Body=x, 21604", "From=OURS&To=friend&Body=x, 21211", "From=OURS&To=%2B442079460000&Body=x, 21614",
            "To=%2B14155550188&Body=x, 21603", "From=%2B12125550130&To=%2B14155550188&Body=x, 21210",
            "From=OURS&To=%2B14155550188, 21602", "From=OURS&To=%2B14155550188&Body=x&MediaUrl=nowhere, 21620",
            "From=OURS&To=%2B14155550188&Body=x&StatusCallback=nowhere, 21456",
            "MessagingServiceSid=00000000-0000-4000-8000-000000000001&To=%2B14155550188&Body=x, 21701",
            "ApplicationSid=00000000-0000-4000-8000-000000000001&From=OURS&To=%2B14155550188&Body=x, 21218",
            "From=OURS&To=%2B14155550188&Body=x&ValidityPeriod=172801, 21624",
            "From=OURS&To=%2B14155550188&Body=x&ValidityPeriod=0, 21624",
            "From=OURS&To=%2B14155550188&Body=x&SmartEncoded=true, 90000" })
    void rejectsAnInvalidMessage(String form, int code) {
        String from = buy("541").text("phone_number");

        Exchange refused = call("POST", PREFIX + "/Messages", form.replace("OURS", encode(from)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(from))).isEmpty();
    }

    @Test
    void acceptsEightMediaAndRejectsNine() {
        String from = buy("541").text("phone_number");
        String form = Api.form("From", from, "To", PEER) + ("&MediaUrl=" + encode("https://example.com/a.png")).repeat(8);

        assertThat(call("POST", PREFIX + "/Messages", form).json().path("num_media").asInt()).isEqualTo(8);
        assertThat(call("POST", PREFIX + "/Messages", form + "&MediaUrl=" + encode("https://example.com/b.png")).code())
                .isEqualTo(21623);
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(from))).singleElement()
                .satisfies(entry -> assertThat(entry.path("carrier").asText()).isEqualTo("signalwire"));
    }

    @Test
    void blocksARecipientBetweenStopAndStart() {
        // Given
        String from = buy("503", "SmsUrl", receiver.url("/signalwire/stop")).text("phone_number");

        // When
        sendText(from, "STOP");

        // Then
        Exchange refused = text(from, PEER);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(21610);
        assertThat(text(from, "+14155550189").status()).isEqualTo(201);
        assertThat(receiver.requestsTo("/signalwire/stop")).hasSize(1);

        // When
        sendText(from, "START");

        // Then
        assertThat(text(from, PEER).status()).isEqualTo(201);
    }

    @Test
    void filtersTheListByPeersStatusAndDay() {
        String from = buy("458").text("phone_number");
        String sid = text(from, PEER).text("sid");
        text(from, "+14155550189");
        await().untilAsserted(() -> assertThat(get("/Messages/" + sid).text("status")).isEqualTo("delivered"));

        assertThat(listed("From=" + encode(from))).hasSize(2);
        assertThat(listed("From=" + encode(from) + "&To=" + encode(PEER) + "&Status=delivered")).containsExactly(sid);
        assertThat(listed("From=" + encode(from) + "&To=" + encode(PEER) + "&Status=failed")).isEmpty();
        assertThat(listed("From=" + encode(from) + "&DateSent%3C=2020-01-01")).isEmpty();
        assertThat(get("/Messages?DateSent=yesterday").code()).isEqualTo(90000);
        assertThat(get("/Messages?Page=2").code()).isEqualTo(54453);
    }

    private static List<String> listed(String query) {
        return Api.elements(get("/Messages?" + query).json().path("messages")).stream()
                .map(message -> message.path("sid").asText()).toList();
    }

    private static Exchange text(String from, String to) {
        return post("/Messages", "From", from, "To", to, "Body", "hello");
    }

    private static void sendText(String to, String body) {
        assertThat(Api.post("/inbound/messages", toJson(Map.of("from", PEER, "to", to, "body", body))).status())
                .isEqualTo(200);
    }
}
