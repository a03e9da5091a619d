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
import java.util.TreeMap;
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
import io.trunkline.webhook.Secrets;
import io.trunkline.webhook.Senders;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookRouterTest;

/** Who gets past the door: whoever does not leaves nothing on Kafka and learns nothing from the answer. */
@QuarkusTest
class TwilioGateTest extends WebhookRouterTest {

    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String SMS_URL = Secrets.PUBLIC_BASE + Senders.SMS;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private String number;
    private Map<String, String> text;
    private byte[] body;
    private String signature;

    @BeforeEach
    void aTextAndItsSignature() {
        number = Numbers.fresh();
        text = Senders.text("+14155550100", number, "Hello");
        body = Senders.encode(text);
        signature = TwilioSigner.sign(Secrets.TOKEN, SMS_URL, text);
    }

    @Test
    void refusesEverySignatureButTheRightOneWithTheSameAnswer() {
        // Given
        String flippedFirst = (signature.charAt(0) == 'A' ? "B" : "A") + signature.substring(1);
        String urlSafe = signature.replace('+', '-').replace('/', '_').replace("=", "");

        // When
        Stream<HttpResponse<String>> answers = Stream.of(senders.post(Senders.SMS, body),
                senders.post(Senders.SMS, body, SIGNATURE, ""),
                senders.post(Senders.SMS, body, SIGNATURE, signature, SIGNATURE, signature),
                senders.post(Senders.SMS, body, SIGNATURE, flippedFirst), senders.post(Senders.SMS, body, SIGNATURE, urlSafe),
                senders.post(Senders.SMS, body, SIGNATURE, "not base64 !"),
                senders.post(Senders.SMS, body, SIGNATURE, TwilioSigner.sign("guessed", SMS_URL, text)),
                senders.post(Senders.SMS, body, SIGNATURE,
                        TwilioSigner.sign(Secrets.TOKEN, Secrets.PUBLIC_BASE + Senders.STATUS, text)),
                senders.post(Senders.SMS + "?x=1", body, SIGNATURE, signature));

        // Then
        assertThat(answers.peek(TwilioGateTest::assertForgery).map(HttpResponse::body).distinct()).hasSize(1);
        assertNothingOnKafka();
    }

    @Test
    void takesEveryTokenThatIsValidNowAndThePortOrNone() {
        assertThat(senders.post(Senders.SMS, body, SIGNATURE, signature).statusCode()).isEqualTo(200);
        assertThat(senders.post(Senders.SMS, body, SIGNATURE, TwilioSigner.sign(Secrets.OLD_TOKEN, SMS_URL, text))
                .statusCode()).isEqualTo(200);
        assertThat(senders.post(Senders.SMS, body, SIGNATURE,
                TwilioSigner.sign(Secrets.TOKEN, "https://hooks.example.com:443" + Senders.SMS, text)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void believesNoHeaderAboutHostOrProxy() {
        // Given
        String attackers = TwilioSigner.sign(Secrets.TOKEN, "https://attacker.example.com" + Senders.SMS, text);
        String[] lies = { "X-Forwarded-Host", "attacker.example.com", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443",
                "Forwarded", "host=attacker.example.com;proto=https", "X-Original-URL", "https://attacker.example.com/" };

        // Then
        assertForgery(senders.post(Senders.SMS, body, with(lies, SIGNATURE, attackers)));
        assertThat(senders.post(Senders.SMS, body, with(lies, SIGNATURE, signature)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnotherAccountsTextWhosoeverSignedIt() {
        // Given
        text.put("AccountSid", "AC" + "e".repeat(32));

        // Then
        assertForgery(senders.twilio(Senders.SMS, text));
        assertNothingOnKafka();
    }

    @Test
    void takesATextToANumberOfASecondAccountWithItsOwnTokenOnly() {
        // Given
        events.publish(Numbers.assigned(number, "org_west", "included-1", Secrets.WEST, Numbers.now()));
        soon().untilAsserted(() -> assertForgery(senders.twilio(Senders.SMS, text, Secrets.ACCOUNT, Secrets.TOKEN)));

        // Then
        assertForgery(senders.twilio(Senders.SMS, text, Secrets.WEST, Secrets.TOKEN));
        assertForgery(senders.twilio(Senders.SMS, text, Secrets.ACCOUNT, Secrets.WEST_TOKEN));
        assertThat(senders.twilio(Senders.SMS, text, Secrets.WEST, Secrets.WEST_TOKEN).statusCode()).isEqualTo(200);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW))
                .extracting(taken -> new String(taken.headers().lastHeader("account").value(), UTF_8))
                .contains(Secrets.WEST));
    }

    @Test
    void takesATextToANumberThatNobodyIsKnownToOwnFromWhicheverAccountOfOursSignedIt() {
        assertForgery(senders.twilio(Senders.SMS, text, Secrets.WEST, Secrets.TOKEN));
        assertThat(senders.twilio(Senders.SMS, text, Secrets.WEST, Secrets.WEST_TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesATextThatNamesNoAccount() {
        text.remove("AccountSid");
        assertForgery(senders.twilio(Senders.SMS, text));
    }

    @Test
    void refusesATextToANumberThatAnotherAccountHolds() {
        // Given
        events.publish(Numbers.assigned(number, "org_elsewhere", "included-1", "AC" + "e".repeat(32), Numbers.now()));

        // Then
        soon().untilAsserted(() -> assertForgery(senders.twilio(Senders.SMS, text)));
    }

    @Test
    void refusesBodiesThatTheSignatureDoesNotCover() throws GeneralSecurityException {
        // Given a signature that was taken from a request without a body
        String ofAddress = TwilioSigner.sign(Secrets.TOKEN, SMS_URL, Map.of());
        byte[] json = "{\"From\":\"+14155550100\"}".getBytes(UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));

        // Then
        assertForgery(senders.post(Senders.SMS, json, "Content-Type", "application/json", SIGNATURE, ofAddress));
        assertForgery(senders.post(Senders.SMS, body, "Content-Type", "text/plain", SIGNATURE, ofAddress));
        assertForgery(json(json, hash.toUpperCase(), Secrets.TOKEN));
        assertForgery(json(json, "00" + hash.substring(2), Secrets.TOKEN));
        assertForgery(json(json, "", Secrets.TOKEN));
        assertForgery(json(json, hash, "guessed"));
        String hashed = Senders.SMS + "?bodySHA256=" + hash;
        assertForgery(
                senders.post(hashed, body, SIGNATURE, TwilioSigner.sign(Secrets.TOKEN, Secrets.PUBLIC_BASE + hashed, text)));
        // Signed in every byte, but by another way than texts are, or for no account.
        assertForgery(json(json, hash, Secrets.TOKEN));
        assertForgery(senders.post(Senders.SMS, new byte[0], SIGNATURE, ofAddress));
        assertNothingOnKafka();
    }

    static Stream<Arguments> shifts() {
        return Stream.of(Arguments.of("MediaUrl", Map.of("NumMedia", "1", "MediaUrl", "0https://m.example.com/1")),
                Arguments.of("Body swallows From", Map.of("Body", "HelloFrom+14155550100", "From", "")),
                Arguments.of("To's value in its name", Map.of("To", "", "To+1415", "5550142")),
                Arguments.of("a name out of the text", Map.of("Body", "Hel", "Click here", "lo")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shifts")
    void refusesSignedFormsWhoseNamesAndValuesWereMoved(String what, Map<String, String> moved) {
        // Given
        moved.forEach((name, value) -> {
            text.remove(name);
            if (!value.isEmpty()) {
                text.put(name, value);
            }
        });

        // Then
        assertMalformed(senders.twilio(Senders.SMS, text));
        assertNothingOnKafka();
    }

    @ParameterizedTest
    @ValueSource(strings = { "To=12", "To=4155550142", "To=+0155550142", "To=+141555501421234567", "To=ACME",
            "MessageSid=SM12", "MessageSid=CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "MessageSid=SMgbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "NumMedia=1" })
    void refusesSignedFormsThatAreNoText(String spoilt) {
        // Given
        text.put(spoilt.substring(0, spoilt.indexOf('=')), spoilt.substring(spoilt.indexOf('=') + 1));

        // Then
        assertMalformed(senders.twilio(Senders.SMS, text));
        assertNothingOnKafka();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MessageSid", "From", "To", "Body", "NumMedia" })
    void refusesSignedFormsThatLackAParameter(String missing) {
        text.remove(missing);
        assertMalformed(senders.twilio(Senders.SMS, text));
    }

    @Test
    void refusesRepeatedParametersAndSendersThatNobodyIs() {
        // Given Twilio's rule for a repeated name: its values sorted, each with the name
        Map<String, String> twice = new TreeMap<>(text);
        twice.put("To", number + "To+19995550100");

        // Then
        assertMalformed(senders.post(Senders.SMS, (new String(body, UTF_8) + "&To=%2B19995550100").getBytes(UTF_8), SIGNATURE,
                TwilioSigner.sign(Secrets.TOKEN, SMS_URL, twice)));
        text.put("From", "x".repeat(256));
        assertMalformed(senders.twilio(Senders.SMS, text));
        text.put("From", "AC\0ME");
        assertMalformed(senders.twilio(Senders.SMS, text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "From=%ZZ", "From=%C3", "From=%" })
    void tellsNobodyThatAFormIsBroken(String broken) {
        assertForgery(senders.post(Senders.SMS, broken.getBytes(UTF_8)));
        assertForgery(senders.post(Senders.SMS, broken.getBytes(UTF_8), SIGNATURE, signature));
    }

    @Test
    void countsWhatItRefuses() {
        // Given
        double before = refusals();

        // When
        senders.post(Senders.SMS, body, SIGNATURE, Base64.getEncoder().encodeToString(new byte[20]));

        // Then
        assertThat(refusals()).isEqualTo(before + 1);
    }

    private HttpResponse<String> json(byte[] json, String hash, String token) {
        String path = Senders.SMS + "?bodySHA256=" + hash;
        return senders.post(path, json, "Content-Type", "application/json", SIGNATURE,
                TwilioSigner.sign(token, Secrets.PUBLIC_BASE + path, Map.of()));
    }

    private static String[] with(String[] headers, String name, String value) {
        return Stream.concat(Stream.of(headers), Stream.of(name, value)).toArray(String[]::new);
    }

    private static void assertForgery(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"SIGNATURE_INVALID\"");
    }

    private static void assertMalformed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"MALFORMED_WEBHOOK\"");
    }

    /** A text that is taken arrives; whatever was refused before it would have arrived before it. */
    private void assertNothingOnKafka() {
        Map<String, String> good = Senders.text("+14155550177", number, "the only one");
        assertThat(senders.twilio(Senders.SMS, good).statusCode()).isEqualTo(200);
        soon().untilAsserted(() -> assertThat(events.records(Topics.WEBHOOKS_RAW))
                .anyMatch(message -> new String(message.value(), UTF_8).contains(good.get("MessageSid"))));
        assertThat(events.records(Topics.WEBHOOKS_RAW))
                .allMatch(message -> new String(message.value(), UTF_8).contains(good.get("MessageSid")));
    }

    private double refusals() {
        String counters = RestAssured.get(metrics).then().statusCode(200).extract().asString();
        return counters.lines().filter(line -> line.startsWith("trunkline_webhooks_total"))
                .filter(line -> line.contains("source=\"twilio-sms\"") && line.contains("outcome=\"signature\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2).split(" ")[0])).sum();
    }
}
