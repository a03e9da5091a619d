package io.trunkline.simulator.twilio.message;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.post;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.Api.twilioGet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
class InboundTest {

    private static final String PEER = "+12125550142";

    WebhookReceiver receiver;

    @Test
    void deliversASignedTextWithAllParameters() {
        // Given
        String url = receiver.url("/sms/plain?tenant=a%20b");
        String number = buy("512", "SmsUrl", url + "#rc=0").text("phone_number");
        String body = "Größe 👋 & a=b\n" + "x".repeat(1580);

        // When
        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", body)));

        // Then
        Received request = receiver.requestsTo("/sms/plain").get(0);
        String sid = answer.text("messageSid");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/sms/plain?tenant=a%20b");
        assertThat(request.header("content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.header("i-twilio-idempotency-token")).isNotBlank();
        assertThat(request.header("x-twilio-signature")).isEqualTo(RequestSignature.sign(Api.TOKEN, url, request.form()));
        assertThat(request.form()).containsEntry("Body", body).containsEntry("From", PEER).containsEntry("To", number)
                .containsEntry("MessageSid", sid).containsEntry("SmsSid", sid).containsEntry("SmsMessageSid", sid)
                .containsEntry("AccountSid", Api.ACCOUNT).containsEntry("NumMedia", "0").containsEntry("SmsStatus", "received")
                .containsEntry("ApiVersion", "2010-04-01").containsEntry("FromCity", "NEW YORK")
                .containsEntry("FromCountry", "US").containsEntry("ToState", "TX").containsEntry("NumSegments", "24")
                .doesNotContainKeys("OptOutType", "ProfileName");
        JsonNode attempt = answer.json().path("attempts").path(0);
        assertThat(attempt.path("status").asInt()).isEqualTo(200);
        assertThat(attempt.path("body").asText()).isEqualTo("<Response/>");
        assertThat(attempt.path("millis").isNumber()).isTrue();
        assertThat(twilioGet("/Messages/" + sid + ".json").text("direction")).isEqualTo("inbound");
    }

    @Test
    void resendsTheSameBytesForTheSameMessageSid() {
        // Given
        String number = buy("512", "SmsUrl", receiver.url("/sms/again")).text("phone_number");
        String text = toJson(Map.of("from", PEER, "to", number, "body", "once", "messageSid", "SM" + "4".repeat(32)));

        // When
        post("/inbound/messages", text);
        post("/inbound/messages", text);

        // Then
        List<Received> requests = receiver.requestsTo("/sms/again");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
        assertThat(requests.get(1).headers()).isEqualTo(requests.get(0).headers());
        assertThat(post("/inbound/messages", text.replace("once", "twice")).status()).isEqualTo(409);
    }

    @Test
    void deliversCopiesConcurrently() {
        String number = buy("512", "SmsUrl", receiver.url("/sms/copies")).text("phone_number");

        Exchange answer = post("/inbound/messages",
                toJson(Map.of("from", PEER, "to", number, "body", "hi", "copies", 100)));

        List<Received> requests = receiver.requestsTo("/sms/copies");
        assertThat(requests).hasSize(100);
        assertThat(requests).extracting(Received::text).containsOnly(requests.get(0).text());
        assertThat(requests).extracting(Received::headers).containsOnly(requests.get(0).headers());
        assertThat(answer.json().path("attempts")).hasSize(100).allMatch(attempt -> attempt.path("status").asInt() == 200);
    }

    @Test
    void sendsToTheFallbackUrlAfterAnError() {
        // Given
        receiver.respondWith("/sms/broken", 500);
        String number = buy("512", "SmsUrl", receiver.url("/sms/broken"), "SmsFallbackUrl", receiver.url("/sms/fallback"))
                .text("phone_number");

        // When
        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi")));

        // Then
        assertThat(answer.json().path("attempts")).extracting(attempt -> attempt.path("status").asInt())
                .containsExactly(500, 200);
        assertThat(receiver.requestsTo("/sms/broken")).hasSize(1);
        Received fallback = receiver.requestsTo("/sms/fallback").get(0);
        assertThat(fallback.form()).containsEntry("ErrorCode", "11200").containsEntry("ErrorUrl", receiver.url("/sms/broken"));
        assertThat(fallback.header("x-twilio-signature"))
                .isEqualTo(RequestSignature.sign(Api.TOKEN, receiver.url("/sms/fallback"), fallback.form()));
    }

    @Test
    void retriesAnErrorOnlyWhenTheFragmentAllowsIt() {
        receiver.respondWith("/sms/noretry", 503);
        receiver.respondWith("/sms/retry", 503, 503);
        String never = buy("512", "SmsUrl", receiver.url("/sms/noretry")).text("phone_number");
        String often = buy("512", "SmsUrl", receiver.url("/sms/retry#rc=3&rp=5xx")).text("phone_number");

        post("/inbound/messages", toJson(Map.of("from", PEER, "to", never, "body", "hi")));
        post("/inbound/messages", toJson(Map.of("from", PEER, "to", often, "body", "hi")));

        assertThat(receiver.requestsTo("/sms/noretry")).hasSize(1);
        assertThat(receiver.requestsTo("/sms/retry")).hasSize(3)
                .extracting(request -> request.header("i-twilio-idempotency-token"))
                .containsOnly(receiver.requestsTo("/sms/retry").get(0).header("i-twilio-idempotency-token"));
    }

    @Test
    void timesOutAnEndpointThatDoesNotAnswer() {
        receiver.respondWith("/sms/silent", WebhookReceiver.NO_RESPONSE);
        String number = buy("512", "SmsUrl", receiver.url("/sms/silent#tt=300")).text("phone_number");

        JsonNode attempt = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi"))).json()
                .path("attempts").path(0);

        assertThat(attempt.path("outcome").asText()).isEqualTo("TIMED_OUT");
        assertThat(attempt.path("status").asInt()).isZero();
        assertThat(attempt.path("millis").asInt()).isBetween(250, 3_000);
    }

    @Test
    void retriesOnceWhenTheConnectionFails() {
        String number = buy("512", "SmsUrl", "http://127.0.0.1:1/sms").text("phone_number");

        JsonNode attempts = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "hi"))).json()
                .path("attempts");

        assertThat(attempts).hasSize(2).allMatch(attempt -> attempt.path("outcome").asText().equals("NOT_CONNECTED"));
    }

    @Test
    void signsGetParametersInTheUrl() {
        String number = buy("512", "SmsUrl", receiver.url("/sms/get?x=1"), "SmsMethod", "GET").text("phone_number");

        post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "body", "héllo")));

        Received request = receiver.requestsTo("/sms/get").get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.form()).containsEntry("Body", "héllo").containsEntry("x", "1");
        assertThat(request.header("x-twilio-signature"))
                .isEqualTo(RequestSignature.sign(Api.TOKEN, receiver.url(request.uri()), new TreeMap<>()));
    }

    @Test
    void deliversWhatsAppAndMedia() {
        String number = buy("512", "SmsUrl", receiver.url("/sms/whatsapp")).text("phone_number");

        Exchange answer = post("/inbound/messages", toJson(Map.of("from", PEER, "to", number, "channel", "whatsapp",
                "mediaUrls", List.of("https://example.com/a.png"))));

        assertThat(answer.text("messageSid")).startsWith("MM");
        assertThat(receiver.requestsTo("/sms/whatsapp").get(0).form()).containsEntry("From", "whatsapp:" + PEER)
                .containsEntry("To", "whatsapp:" + number).containsEntry("WaId", "12125550142").containsEntry("Body", "")
                .containsEntry("NumMedia", "1").containsEntry("MediaUrl0", "https://example.com/a.png")
                .containsEntry("MediaContentType0", "image/png").containsKey("ProfileName").doesNotContainKey("FromCity");
    }

    @Test
    void rejectsATextToAnUnknownNumberOrWithoutUrl() {
        String mute = buy("512").text("phone_number");

        Exchange unknown = post("/inbound/messages", toJson(Map.of("from", PEER, "to", "+12125550143", "body", "hi")));
        Exchange unset = post("/inbound/messages", toJson(Map.of("from", PEER, "to", mute, "body", "hi")));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("NUMBER_NOT_OWNED");
        assertThat(unknown.response().headers().firstValue("Content-Type").orElseThrow()).contains("problem+json");
        assertThat(unset.text("code")).isEqualTo("SMS_URL_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"from\":\"+1\",\"to\":\"+1\",\"boddy\":\"x\"}",
            "{\"from\":\"+1\",\"to\":\"+1\",\"copies\":0}", "{\"from\":\"+1\",\"to\":\"+1\",\"channel\":\"fax\"}",
            "{\"from\":\"+1\",\"to\":\"+1\",\"carrier\":\"telex\"}", "{", "[]" })
    void rejectsAnInvalidText(String json) {
        Exchange refused = post("/inbound/messages", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().body()).contains("\"code\"").doesNotContain("io.trunkline");
    }

    @Test
    void rejectsAnInvalidMessageSid() {
        String number = buy("512", "SmsUrl", receiver.url("/sms/forged")).text("phone_number");

        assertThat(post("/inbound/messages",
                toJson(Map.of("from", PEER, "to", number, "body", "hi", "messageSid", "1"))).status()).isEqualTo(400);
        assertThat(twilioGet("/Messages.json?To=" + encode(number)).json().path("messages")).isEmpty();
    }
}
