package io.trunkline.webhook.clerk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.webhook.WebhookClient;

class SvixSignatureTest {

    private static final String SECRET = "whsec_" + "plJ3nmyCDGBKInavdOK15jsl";
    private static final String ID = "msg_loFOjxBNrRLzqYUf";
    private static final long TIME = 1731705121L;
    private static final String BODY = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
    private static final String SIGNATURE = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";

    @Test
    void acceptsThePublishedExample() {
        assertThat(verifier(0, SECRET).matches(ID, "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isTrue();
    }

    @Test
    void acceptsASignatureOfTheSvixLibrary() {
        String signature = WebhookClient.signSvix(SECRET, "msg_2", TIME, "{\"name\":\"Größe 🦷\"}");
        assertThat(
                verifier(0, SECRET).matches("msg_2", Long.toString(TIME), signature, "{\"name\":\"Größe 🦷\"}".getBytes(UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "-300, true", "300, true", "-301, false", "301, false" })
    void toleratesFiveMinutesOfClockSkew(int seconds, boolean accepted) {
        assertThat(verifier(seconds, SECRET).matches(ID, "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "1731705121.0", "+1731705121", " 1731705121", "17317051210", "9223372036854775808",
            "٠١٢٣٤٥٦٧٨٩" })
    void rejectsInvalidTimestamps(String timestamp) {
        String signature = WebhookClient.signSvix(SECRET, ID, TIME, BODY);
        assertThat(verifier(0, SECRET).matches(ID, timestamp, signature, BODY.getBytes(UTF_8))).isFalse();
    }

    @Test
    void acceptsOneValidSignatureAmongOthers() {
        byte[] body = BODY.getBytes(UTF_8);
        String others = "v2,AAAA v1a,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0= v1,AAAA ";
        assertThat(verifier(0, SECRET).matches(ID, "1731705121", others + SIGNATURE, body)).isTrue();
        assertThat(verifier(0, SECRET).matches(ID, "1731705121", others, body)).isFalse();
        assertThat(verifier(0, SECRET).matches(ID, "1731705121", SIGNATURE.substring(3), body)).isFalse();
    }

    @Test
    void acceptsEveryValidSecret() {
        String newer = "whsec_bmV3LWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";
        assertThat(verifier(0, newer, SECRET).matches(ID, "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isTrue();
        assertThat(verifier(0, newer).matches(ID, "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isFalse();
        assertThat(verifier(0).matches(ID, "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isFalse();
    }

    @Test
    void rejectsAChangedIdOrBody() {
        assertThat(verifier(0, SECRET).matches("msg_other", "1731705121", SIGNATURE, BODY.getBytes(UTF_8))).isFalse();
        assertThat(verifier(0, SECRET).matches(ID, "1731705121", SIGNATURE, (BODY + " ").getBytes(UTF_8))).isFalse();
    }

    @Test
    void failsAtStartWithAnInvalidSecret() {
        assertThatThrownBy(() -> verifier(0, "plJ3nmyCDGBKInavdOK15jsl")).isInstanceOf(IllegalArgumentException.class);
    }

    private static SvixSignature verifier(int secondsLater, String... secrets) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(TIME + secondsLater), ZoneOffset.UTC);
        List<byte[]> keys = Stream.of(secrets).map(SvixSignature::decodeSecret).toList();
        return new SvixSignature(() -> keys, clock);
    }
}
