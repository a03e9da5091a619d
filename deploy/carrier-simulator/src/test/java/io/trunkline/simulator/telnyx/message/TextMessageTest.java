package io.trunkline.simulator.telnyx.message;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.telnyx.TelnyxClient.buy;
import static io.trunkline.simulator.telnyx.TelnyxClient.code;
import static io.trunkline.simulator.telnyx.TelnyxClient.error;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.patch;
import static io.trunkline.simulator.telnyx.TelnyxClient.post;
import static io.trunkline.simulator.telnyx.TelnyxClient.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.trunkline.simulator.telnyx.Signatures;
import io.trunkline.simulator.telnyx.TelnyxClient;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class TextMessageTest {

    private static final String PEER = "+14155550199";

    WebhookReceiver receiver;

    @Test
    void sendsAnEventForEachStatus() {
        // Given
        String from = number("/telnyx-texts/walk");

        // When
        Exchange queued = post("/messages", "from", from, "to", PEER, "text", "hello");

        // Then
        JsonNode message = queued.json().path("data");
        assertThat(queued.status()).isEqualTo(200);
        assertThat(message.path("to").path(0).path("status").asText()).isEqualTo("queued");
        assertThat(message.path("direction").asText()).isEqualTo("outbound");
        assertThat(message.path("type").asText()).isEqualTo("SMS");
        await().untilAsserted(() -> assertThat(receiver.requestsTo("/telnyx-texts/walk")).hasSize(2));
        List<Received> events = receiver.requestsTo("/telnyx-texts/walk");
        assertThat(events).extracting(request -> request.json().path("data").path("event_type").asText())
                .containsExactly("message.sent", "message.finalized");
        assertThat(events).extracting(request -> payload(request).path("to").path(0).path("status").asText())
                .containsExactly("sent", "delivered");
        assertThat(events).allSatisfy(request -> {
            Signatures.check(request);
            assertThat(payload(request).path("id")).isEqualTo(message.path("id"));
            assertThat(request.header("content-type")).isEqualTo("application/json");
        });
        assertThat(events.get(0).json().path("data").path("id")).isNotEqualTo(events.get(1).json().path("data").path("id"));
        assertThat(get("/messages/" + message.path("id").asText()).json().path("data").path("completed_at").isNull())
                .isFalse();
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(from))).singleElement()
                .satisfies(entry -> assertThat(entry.path("body").asText()).isEqualTo("hello"));
    }

    @Test
    void prefersTheMessagesUrlToTheProfiles() {
        String from = number("/telnyx-texts/profile");

        post("/messages", "from", from, "to", PEER, "text", "x", "webhook_url", receiver.url("/telnyx-texts/own"));
        post("/messages", "from", from, "to", PEER, "text", "x", "use_profile_webhooks", false);

        await().untilAsserted(() -> assertThat(receiver.requestsTo("/telnyx-texts/own")).hasSize(2));
        assertThat(receiver.requestsTo("/telnyx-texts/profile")).isEmpty();
    }

    @Test
    void sendsAnMmsWhenThereAreMedia() {
        JsonNode message = post("/messages", "from", number("/telnyx-texts/mms"), "to", PEER, "media_urls",
                List.of("https://example.com/a.png"), "subject", "look").json().path("data");

        assertThat(message.path("type").asText()).isEqualTo("MMS");
        assertThat(message.path("media").path(0).path("content_type").asText()).isEqualTo("image/png");
        assertThat(message.path("subject").asText()).isEqualTo("look");
    }

    @Test
    void blocksARecipientBetweenStopAndStart() {
        // Given
        String from = number("/telnyx-texts/stop");
        Api.post("/inbound/messages", toJson(Map.of("from", PEER, "to", from, "body", " Stop ")));

        // When
        Exchange refused = post("/messages", "from", from, "to", PEER, "text", "hello?");
        Exchange other = post("/messages", "from", from, "to", "+14155550198", "text", "hello?");
        Api.post("/inbound/messages", toJson(Map.of("from", PEER, "to", from, "body", "START")));
        Exchange again = post("/messages", "from", from, "to", PEER, "text", "hello!");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo("40300");
        assertThat(other.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "from, +14155550171, 40305, /from", "to, hello, 40310, /to", "to, +442079460123, 40310, /to",
            "text, '', 40316, /text", "webhook_url, nowhere, 10003, /webhook_url", "type, FAX, 10032, /type",
            "messaging_profile_id, x, 40311, /messaging_profile_id" })
    void rejectsAnInvalidMessage(String name, String value, String code, String pointer) {
        Map<String, Object> message = TelnyxClient.object("from", number("/telnyx-texts/refused"), "to", PEER, "text", "x");
        message.put(name, value);

        Exchange refused = TelnyxClient.call("POST", "/messages", toJson(message));

        assertThat(refused.status()).isBetween(400, 422);
        assertThat(code(refused)).isEqualTo(code);
        assertThat(error(refused).path("source").path("pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void acceptsTenSegmentsAtMost() {
        String from = number("/telnyx-texts/long");

        assertThat(post("/messages", "from", from, "to", PEER, "text", "x".repeat(1_530)).json().path("data").path("parts")
                .asInt()).isEqualTo(10);
        assertThat(code(post("/messages", "from", from, "to", PEER, "text", "x".repeat(1_531)))).isEqualTo("40302");
    }

    @Test
    void rejectsANumberWithoutAnEnabledProfile() {
        String profile = profile(receiver.url("/telnyx-texts/disabled"));
        String from = buy("701", "messaging_profile_id", profile).path("phone_number").asText();
        String mute = buy("701").path("phone_number").asText();

        patch("/messaging_profiles/" + profile, "enabled", false);

        assertThat(code(post("/messages", "from", from, "to", PEER, "text", "x"))).isEqualTo("40312");
        assertThat(code(post("/messages", "from", mute, "to", PEER, "text", "x"))).isEqualTo("40305");
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(from))).isEmpty();
    }

    private String number(String path) {
        return buy("701", "messaging_profile_id", profile(receiver.url(path))).path("phone_number").asText();
    }

    private static JsonNode payload(Received request) {
        return request.json().path("data").path("payload");
    }
}
