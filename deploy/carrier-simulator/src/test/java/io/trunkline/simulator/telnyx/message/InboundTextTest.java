package io.trunkline.simulator.telnyx.message;

import static io.trunkline.simulator.Api.post;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.telnyx.TelnyxClient.buy;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;
import io.trunkline.simulator.telnyx.Signatures;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class InboundTextTest {

    private static final String PEER = "+12125550142";

    WebhookReceiver receiver;

    @Test
    void deliversASignedEnvelope() {
        // Given
        String profile = profile(receiver.url("/telnyx-in/plain?tenant=a"));
        String number = buy("702", "messaging_profile_id", profile).path("phone_number").asText();

        // When
        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "Größe 👋", "mediaUrls",
                List.of("https://example.com/a.png"))));

        // Then
        Received request = receiver.requestsTo("/telnyx-in/plain").get(0);
        JsonNode event = request.json();
        JsonNode payload = event.path("data").path("payload");
        Signatures.check(request);
        assertThat(request.uri()).isEqualTo("/telnyx-in/plain?tenant=a");
        assertThat(event.path("data").path("event_type").asText()).isEqualTo("message.received");
        assertThat(event.path("data").path("record_type").asText()).isEqualTo("event");
        assertThat(event.path("meta").path("attempt").asInt()).isEqualTo(1);
        assertThat(event.path("meta").path("delivered_to").asText()).isEqualTo(receiver.url("/telnyx-in/plain?tenant=a"));
        assertThat(payload.path("id").asText()).isEqualTo(answer.text("messageSid"));
        assertThat(payload.path("direction").asText()).isEqualTo("inbound");
        assertThat(payload.path("type").asText()).isEqualTo("MMS");
        assertThat(payload.path("text").asText()).isEqualTo("Größe 👋");
        assertThat(payload.path("encoding").asText()).isEqualTo("UCS-2");
        assertThat(payload.path("from").path("phone_number").asText()).isEqualTo(PEER);
        assertThat(payload.path("to").path(0).path("phone_number").asText()).isEqualTo(number);
        assertThat(payload.path("messaging_profile_id").asText()).isEqualTo(profile);
        assertThat(answer.text("carrier")).isEqualTo("telnyx");
        assertThat(answer.json().path("attempts").path(0).path("status").asInt()).isEqualTo(200);
        assertThat(get("/messages/" + answer.text("messageSid")).json().path("data").path("text").asText())
                .isEqualTo("Größe 👋");
    }

    @Test
    void triesTheFailoverUrlAfterThreeAttempts() {
        // Given
        receiver.respondWith("/telnyx-in/broken", 500, 302, WebhookReceiver.NO_RESPONSE);
        receiver.respondWith("/telnyx-in/failover", 503);
        String number = buy("702", "messaging_profile_id", profile(receiver.url("/telnyx-in/broken"), "webhook_failover_url",
                receiver.url("/telnyx-in/failover"))).path("phone_number").asText();

        // When
        JsonNode attempts = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi"))).json()
                .path("attempts");

        // Then
        assertThat(attempts).extracting(attempt -> attempt.path("status").asInt()).containsExactly(500, 302, 0, 503, 200);
        assertThat(attempts.path(2).path("outcome").asText()).isEqualTo("TIMED_OUT");
        List<Received> tries = receiver.requestsTo("/telnyx-in/broken");
        assertThat(tries).extracting(request -> request.json().path("meta").path("attempt").asInt()).containsExactly(1, 2, 3);
        assertThat(tries).extracting(request -> request.json().path("data")).containsOnly(tries.get(0).json().path("data"));
        assertThat(receiver.requestsTo("/telnyx-in/failover")).hasSize(2).allSatisfy(Signatures::check);
    }

    @Test
    void stopsAfterThreeAttemptsWithoutAFailoverUrl() {
        String number = buy("702", "messaging_profile_id", profile("http://127.0.0.1:1/texts")).path("phone_number").asText();

        JsonNode attempts = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi"))).json()
                .path("attempts");

        assertThat(attempts).hasSize(3).allMatch(attempt -> attempt.path("outcome").asText().equals("NOT_CONNECTED"));
    }

    @Test
    void resendsTheSameBytes() {
        // Given
        String number = buy("702", "messaging_profile_id", profile(receiver.url("/telnyx-in/copies"))).path("phone_number")
                .asText();
        Map<String, Object> text = Map.of("from", PEER, "to", number, "body", "hi", "copies", 20);

        // When
        String id = post("/inbound/messages", toJson(text)).text("messageSid");
        Exchange again = post("/inbound/messages",
                toJson(Map.of("from", PEER, "to", number, "body", "hi", "messageSid", id)));
        Exchange other = post("/inbound/messages",
                toJson(Map.of("from", PEER, "to", number, "body", "ho", "messageSid", id)));

        // Then
        List<Received> all = receiver.requestsTo("/telnyx-in/copies");
        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(all).hasSize(21).allMatch(request -> request.text().equals(all.get(0).text()) && request
                .header("telnyx-signature-ed25519").equals(all.get(0).header("telnyx-signature-ed25519")));
    }

    @Test
    void rejectsATextToANumberWithoutAWebhook() {
        String mute = buy("702").path("phone_number").asText();
        String silent = buy("702", "messaging_profile_id", profile("")).path("phone_number").asText();

        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", mute, "body", "hi"))).text("code"))
                .isEqualTo("MESSAGING_PROFILE_MISSING");
        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", silent, "body", "hi"))).text("code"))
                .isEqualTo("WEBHOOK_URL_MISSING");
        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", silent, "channel", "whatsapp"))).status())
                .isEqualTo(400);
        assertThat(post("/inbound/messages",
                toJson(Map.of("from", PEER, "to", silent, "body", "hi", "messageSid", "SM1"))).status()).isEqualTo(400);
    }
}
