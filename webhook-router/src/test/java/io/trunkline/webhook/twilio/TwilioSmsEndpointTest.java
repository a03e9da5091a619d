package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.events.Topics;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/** Rejected webhooks are not on Kafka, and the response reveals nothing. */
@QuarkusTest
class TwilioSmsEndpointTest extends WebhookRouterTest {

    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String SMS_URL = WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private String number;
    private Map<String, String> text;
    private byte[] body;
    private String signature;

    @BeforeEach
    void aTextAndItsSignature() {
        number = Numbers.random();
        text = WebhookClient.text("+14155550100", number, "Hello");
        body = WebhookClient.encode(text);
        signature = TwilioSigner.sign(WebhookSecrets.TOKEN, SMS_URL, text);
    }

    @Test
    void rejectsEveryWrongSignatureWithTheSameResponse() {
        // Given
        String flippedFirst = (signature.charAt(0) == 'A' ? "B" : "A") + signature.substring(1);
        String urlSafe = signature.replace('+', '-').replace('/', '_').replace("=", "");

        // When
        Stream<HttpResponse<String>> answers = Stream.of(webhooks.post(WebhookClient.SMS, body),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, ""),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, signature, SIGNATURE, signature),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, flippedFirst),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, urlSafe),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, "not base64 !"),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE, TwilioSigner.sign("guessed", SMS_URL, text)),
                webhooks.post(WebhookClient.SMS, body, SIGNATURE,
                        TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + WebhookClient.STATUS, text)),
                webhooks.post(WebhookClient.SMS + "?x=1", body, SIGNATURE, signature));

        // Then
        assertThat(answers.peek(TwilioSmsEndpointTest::assertForgery).map(HttpResponse::body).distinct()).hasSize(1);
        assertNothingOnKafka();
    }

    @Test
    void acceptsEveryValidTokenWithOrWithoutPort() {
        assertThat(webhooks.post(WebhookClient.SMS, body, SIGNATURE, signature).statusCode()).isEqualTo(200);
        assertThat(webhooks.post(WebhookClient.SMS, body, SIGNATURE, TwilioSigner.sign(WebhookSecrets.OLD_TOKEN, SMS_URL, text))
                .statusCode()).isEqualTo(200);
        assertThat(webhooks.post(WebhookClient.SMS, body, SIGNATURE,
                TwilioSigner.sign(WebhookSecrets.TOKEN, "https://hooks.example.com:443" + WebhookClient.SMS, text))
                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ignoresHostAndProxyHeaders() {
        // Given
        String attackers = TwilioSigner.sign(WebhookSecrets.TOKEN, "https://attacker.example.com" + WebhookClient.SMS, text);
        String[] forgedHeaders = { "X-Forwarded-Host", "attacker.example.com", "X-Forwarded-Proto", "https", "X-Forwarded-Port",
                "443",
                "Forwarded", "host=attacker.example.com;proto=https", "X-Original-URL", "https://attacker.example.com/" };

        // Then
        assertForgery(webhooks.post(WebhookClient.SMS, body, with(forgedHeaders, SIGNATURE, attackers)));
        assertThat(webhooks.post(WebhookClient.SMS, body, with(forgedHeaders, SIGNATURE, signature)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void rejectsATextOfAnUnknownAccount() {
        // Given
        text.put("AccountSid", "AC" + "e".repeat(32));

        // Then
        assertForgery(webhooks.twilio(WebhookClient.SMS, text));
        assertNothingOnKafka();
    }

    @Test
    void acceptsASecondAccountsTextOnlyWithItsOwnToken() {
        assertForgery(webhooks.twilio(WebhookClient.SMS, text, WebhookSecrets.WEST, WebhookSecrets.TOKEN));
        assertForgery(webhooks.twilio(WebhookClient.SMS, text, WebhookSecrets.ACCOUNT, WebhookSecrets.WEST_TOKEN));
        assertThat(webhooks.twilio(WebhookClient.SMS, text, WebhookSecrets.WEST, WebhookSecrets.WEST_TOKEN).statusCode())
                .isEqualTo(200);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW))
                .extracting(taken -> new String(taken.headers().lastHeader("account").value(), UTF_8))
                .contains(WebhookSecrets.WEST));
    }

    @Test
    void rejectsATextWithoutAnAccount() {
        text.remove("AccountSid");
        assertForgery(webhooks.twilio(WebhookClient.SMS, text));
    }

    @Test
    void rejectsBodiesThatAreNotSigned() throws GeneralSecurityException {
        // Given a signature that was taken from a request without a body
        String ofAddress = TwilioSigner.sign(WebhookSecrets.TOKEN, SMS_URL, Map.of());
        byte[] json = "{\"From\":\"+14155550100\"}".getBytes(UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));

        // Then
        assertForgery(webhooks.post(WebhookClient.SMS, json, "Content-Type", "application/json", SIGNATURE, ofAddress));
        assertForgery(webhooks.post(WebhookClient.SMS, body, "Content-Type", "text/plain", SIGNATURE, ofAddress));
        assertForgery(json(json, hash.toUpperCase(), WebhookSecrets.TOKEN));
        assertForgery(json(json, "00" + hash.substring(2), WebhookSecrets.TOKEN));
        assertForgery(json(json, "", WebhookSecrets.TOKEN));
        assertForgery(json(json, hash, "guessed"));
        String hashed = WebhookClient.SMS + "?bodySHA256=" + hash;
        assertForgery(
                webhooks.post(hashed, body, SIGNATURE,
                        TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + hashed, text)));
        // Every byte is signed, but not in the way of texts, or without an account.
        assertForgery(json(json, hash, WebhookSecrets.TOKEN));
        assertForgery(webhooks.post(WebhookClient.SMS, new byte[0], SIGNATURE, ofAddress));
        assertNothingOnKafka();
    }

    static Stream<Arguments> shiftedForms() {
        return Stream.of(Arguments.of("MediaUrl", Map.of("NumMedia", "1", "MediaUrl", "0https://m.example.com/1")),
                Arguments.of("Body swallows From", Map.of("Body", "HelloFrom+14155550100", "From", "")),
                Arguments.of("To's value in its name", Map.of("To", "", "To+1415", "5550142")),
                Arguments.of("a name out of the text", Map.of("Body", "Hel", "Click here", "lo")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shiftedForms")
    void storesSignedFormsWithShiftedNamesAndValuesForOperators(String what, Map<String, String> moved) {
        // Given
        moved.forEach((name, value) -> {
            text.remove(name);
            if (!value.isEmpty()) {
                text.put(name, value);
            }
        });

        // When
        assertThat(webhooks.twilio(WebhookClient.SMS, text).statusCode()).isEqualTo(200);

        // Then
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select reason from unrouted where dedupe_key = '" + text.get("MessageSid") + "'"))
                .containsExactly("UNREADABLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "From=%ZZ", "From=%C3", "From=%" })
    void doesNotRevealThatAFormIsInvalid(String broken) {
        assertForgery(webhooks.post(WebhookClient.SMS, broken.getBytes(UTF_8)));
        assertForgery(webhooks.post(WebhookClient.SMS, broken.getBytes(UTF_8), SIGNATURE, signature));
    }

    @Test
    void countsRejections() {
        // Given
        double before = rejections();

        // When
        webhooks.post(WebhookClient.SMS, body, SIGNATURE, Base64.getEncoder().encodeToString(new byte[20]));

        // Then
        assertThat(rejections()).isEqualTo(before + 1);
    }

    private HttpResponse<String> json(byte[] json, String hash, String token) {
        String path = WebhookClient.SMS + "?bodySHA256=" + hash;
        return webhooks.post(path, json, "Content-Type", "application/json", SIGNATURE,
                TwilioSigner.sign(token, WebhookSecrets.PUBLIC_BASE + path, Map.of()));
    }

    private static String[] with(String[] headers, String name, String value) {
        return Stream.concat(Stream.of(headers), Stream.of(name, value)).toArray(String[]::new);
    }

    private static void assertForgery(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"SIGNATURE_INVALID\"");
    }

    /** An accepted text arrives; a text that was accepted before it would have arrived before it. */
    private void assertNothingOnKafka() {
        Map<String, String> good = WebhookClient.text("+14155550177", number, "the only one");
        assertThat(webhooks.twilio(WebhookClient.SMS, good).statusCode()).isEqualTo(200);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW))
                .anyMatch(message -> new String(message.value(), UTF_8).contains(good.get("MessageSid"))));
        assertThat(events.records(Topics.WEBHOOKS_RAW))
                .allMatch(message -> new String(message.value(), UTF_8).contains(good.get("MessageSid")));
    }

    private double rejections() {
        String counters = RestAssured.get(metrics).then().statusCode(200).extract().asString();
        return counters.lines().filter(line -> line.startsWith("trunkline_webhooks_total"))
                .filter(line -> line.contains("source=\"twilio-sms\"") && line.contains("outcome=\"signature\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2).split(" ")[0])).sum();
    }
}
