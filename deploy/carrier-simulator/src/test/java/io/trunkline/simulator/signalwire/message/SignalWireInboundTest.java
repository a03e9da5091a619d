package io.trunkline.simulator.signalwire.message;

import static io.trunkline.simulator.Api.post;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.signalwire.SignalWireClient.PROJECT;
import static io.trunkline.simulator.signalwire.SignalWireClient.SIGNING_KEY;
import static io.trunkline.simulator.signalwire.SignalWireClient.UUID;
import static io.trunkline.simulator.signalwire.SignalWireClient.buy;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;
import io.trunkline.simulator.twilioapi.message.RequestSignature;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireInboundTest {

    private static final String PEER = "+12125550142";

    WebhookReceiver receiver;

    @Test
    void deliversATextSignedUnderBothHeaderNames() {
        // Given
        String url = receiver.url("/signalwire/plain?tenant=a%20b");
        String number = buy("512", "SmsUrl", url).text("phone_number");

        // When
        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "Größe 👋 & a=b",
                "mediaUrls", List.of("https://example.com/a.png"))));

        // Then
        Received request = receiver.requestsTo("/signalwire/plain").get(0);
        String signature = RequestSignature.sign(SIGNING_KEY, url, request.form());
        assertThat(answer.text("carrier")).isEqualTo("signalwire");
        assertThat(answer.text("messageSid")).matches(UUID);
        assertThat(request.uri()).isEqualTo("/signalwire/plain?tenant=a%20b");
        assertThat(request.header("x-signalwire-signature")).isEqualTo(signature);
        assertThat(request.header("x-twilio-signature")).isEqualTo(signature);
        assertThat(request.header("i-twilio-idempotency-token")).isNull();
        assertThat(request.form()).containsOnly(Map.entry("MessageSid", answer.text("messageSid")),
                Map.entry("AccountSid", PROJECT), Map.entry("From", PEER), Map.entry("To", number),
                Map.entry("Body", "Größe 👋 & a=b"), Map.entry("NumMedia", "1"),
                Map.entry("MediaUrl0", "https://example.com/a.png"), Map.entry("MediaContentType0", "image/png"));
        assertThat(get("/Messages/" + answer.text("messageSid")).text("direction")).isEqualTo("inbound");
    }

    @Test
    void resendsTheSameBytesForTheSameMessageSid() {
        String number = buy("512", "SmsUrl", receiver.url("/signalwire/again")).text("phone_number");
        String text = toJson(Map.of("from", PEER, "to", number, "body", "once", "copies", 3, "messageSid",
                "00000000-0000-4000-8000-000000000777"));

        post("/inbound/messages", text);
        post("/inbound/messages", text);

        assertThat(receiver.requestsTo("/signalwire/again")).hasSize(6).extracting(Received::text)
                .containsOnly(receiver.requestsTo("/signalwire/again").get(0).text());
        assertThat(post("/inbound/messages", text.replace("once", "twice")).status()).isEqualTo(409);
    }

    @Test
    void sendsToTheFallbackUrlWithoutARetry() {
        // Given
        receiver.respondWith("/signalwire/broken", 503);
        String number = buy("512", "SmsUrl", receiver.url("/signalwire/broken"), "SmsFallbackUrl",
                receiver.url("/signalwire/fallback"), "SmsFallbackMethod", "GET").text("phone_number");

        // When
        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi")));

        // Then
        assertThat(answer.json().path("attempts")).extracting(attempt -> attempt.path("status").asInt())
                .containsExactly(503, 200);
        assertThat(receiver.requestsTo("/signalwire/broken")).hasSize(1);
        Received fallback = receiver.requestsTo("/signalwire/fallback").get(0);
        assertThat(fallback.method()).isEqualTo("GET");
        assertThat(fallback.form()).containsEntry("Body", "hi").doesNotContainKey("ErrorCode");
        assertThat(fallback.header("x-signalwire-signature"))
                .isEqualTo(RequestSignature.sign(SIGNING_KEY, receiver.url(fallback.uri()), new TreeMap<>()));
    }

    @Test
    void sendsOnceToAnEndpointThatDoesNotAnswer() {
        // Given
        receiver.respondWith("/signalwire/silent", WebhookReceiver.NO_RESPONSE);
        String silent = buy("512", "SmsUrl", receiver.url("/signalwire/silent")).text("phone_number");
        String absent = buy("512", "SmsUrl", "http://127.0.0.1:1/sms#rc=3&rp=all").text("phone_number");

        // When
        JsonNode timedOut = post("/inbound/messages", toJson(Map.of("from", PEER, "to", silent, "body", "hi"))).json()
                .path("attempts");
        JsonNode refused = post("/inbound/messages", toJson(Map.of("from", PEER, "to", absent, "body", "hi"))).json()
                .path("attempts");

        // Then
        assertThat(timedOut).singleElement().satisfies(attempt -> {
            assertThat(attempt.path("status").asInt()).isZero();
            assertThat(attempt.path("millis").asInt()).isBetween(450, 4_000);
        });
        assertThat(refused).singleElement()
                .satisfies(attempt -> assertThat(attempt.path("outcome").asText()).isEqualTo("NOT_CONNECTED"));
    }

    @Test
    void rejectsUnsupportedTexts() {
        String number = buy("512", "SmsUrl", receiver.url("/signalwire/refused")).text("phone_number");
        String mute = buy("512").text("phone_number");

        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "channel", "whatsapp"))).status())
                .isEqualTo(400);
        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "messageSid", "SM1"))).status())
                .isEqualTo(400);
        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "carrier", "twilio"))).status())
                .isEqualTo(404);
        assertThat(post("/inbound/messages", toJson(Map.of("from", PEER, "to", mute, "body", "hi"))).text("code"))
                .isEqualTo("SMS_URL_MISSING");
        assertThat(receiver.requestsTo("/signalwire/refused")).isEmpty();
    }
}
