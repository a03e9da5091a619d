package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.webhook.TwilioSigner;

/** Uses Twilio's documented example and vectors computed with openssl. */
class TwilioSignatureTest {

    private static final String CALL = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    private static final String PATH = "/myapp.php?foo=1&bar=2";
    private static final String TEXT = "AccountSid=AC" + "a".repeat(32) + "&ApiVersion=2010-04-01&Body=%s&From=%%2B14155550100"
            + "&MessageSid=SM" + "b".repeat(32) + "&NumMedia=0&To=%%2B14155550199";

    @ParameterizedTest
    @CsvSource({ "https://mycompany.com, RSOYDt4T1cUTdK1PDd93/VVr8B8=", "https://mycompany.com, kvajT1Ptam85bY51eRf/AJRuM3w=",
            "https://mycompany.com:443, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            "https://mycompany.com:8443, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            "http://mycompany.com:1234, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
            "http://mycompany.com:1234, OyGYPqTF6ztdbRNCvuQO/oPvqQ4=",
            "http://mycompany.com, 0ZXoZLH/DfblKGATFgpif+LLRf4=", "http://mycompany.com, OyGYPqTF6ztdbRNCvuQO/oPvqQ4=",
            "https://mycompany.com/, RSOYDt4T1cUTdK1PDd93/VVr8B8=" })
    void acceptsThePublishedExampleWithAndWithoutThePort(String base, String signature) {
        assertThat(matches(base, "12345", signature, PATH, CALL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "Hello+World, sIdyfRvG1oYVBG3T/p06z5CVlvA=", "Hello%20World, sIdyfRvG1oYVBG3T/p06z5CVlvA=",
            "Hello+World, 7dphfYGicqyawHA5RYcrXqEeNLo=",
            "Gr%C3%B6%C3%9Fe+%F0%9F%91%8B+%26+a%3Db, GqU3qDPvc9OHIG9AtXdmeS+REmA=" })
    void acceptsBothEncodingsOfSpaces(String body, String signature) {
        assertThat(matches("https://hooks.example.com", "test_auth_token", signature, "/v1/webhooks/twilio/sms",
                String.format(TEXT, body))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/myapp.php?bar=2&foo=1", "/myapp.php?foo=1", "/myapp.php/?foo=1&bar=2",
            "/MYAPP.php?foo=1&bar=2" })
    void rejectsAnotherPathOrQuery(String path) {
        assertThat(matches("https://mycompany.com", "12345", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", path, CALL)).isFalse();
    }

    @Test
    void rejectsAnotherHostSchemeTokenOrParameter() {
        String signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assertThat(matches("https://othercompany.com", "12345", signature, PATH, CALL)).isFalse();
        assertThat(matches("http://mycompany.com", "12345", signature, PATH, CALL)).isFalse();
        assertThat(matches("https://mycompany.com", "12346", signature, PATH, CALL)).isFalse();
        assertThat(matches("https://mycompany.com", "12345", signature, PATH, CALL + "&More=")).isFalse();
        assertThat(matches("https://mycompany.com", "12345", signature, PATH, CALL.replace("1234&", "1235&"))).isFalse();
    }

    @Test
    void acceptsEveryValidToken() {
        // Given
        TwilioSignature rotating = verifier("https://mycompany.com", "newer", "12345");

        // Then
        assertThat(rotating.matches("RSOYDt4T1cUTdK1PDd93/VVr8B8=", PATH, FormParameters.parse(CALL.getBytes(UTF_8)))).isTrue();
        assertThat(verifier("https://mycompany.com")
                .matches("RSOYDt4T1cUTdK1PDd93/VVr8B8=", PATH, FormParameters.parse(CALL.getBytes(UTF_8)))).isFalse();
    }

    @Test
    void signsOnlyTheUrlWhenTheBodyIsSignedByItsHash() {
        assertThat(verifier("https://mycompany.com", "12345").matches(
                "S3fW4swDzulE1VJfHiZwCjkucXI=",
                "/myapp.php?bodySHA256=d5729c000e5de6b3a10698fec78d482db85d744f1be820d1382b6bda1cfb7795",
                FormParameters.parse(new byte[0])))
                .isTrue();
    }

    /**
     * The same signature is valid for all of them: therefore {@link TwilioIncomingMessage} is strict.
     */
    @ParameterizedTest
    @ValueSource(strings = {
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits1=234&From=%2B14158675309&To=%2B18005551212",
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To%2B1800=5551212",
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234From%2B14158675309&To=%2B18005551212" })
    void cannotDetectShiftedNames(String shifted) {
        assertThat(matches("https://mycompany.com", "12345", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", PATH, shifted)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "#rc=3&rp=5xx, true", "#rc=2, false", "#, false" })
    void acceptsTheFragmentOfRegisteredUrls(String fragment, boolean accepted) {
        String signature = TwilioSigner.signForm("12345", "https://mycompany.com" + PATH + fragment, CALL);

        assertThat(matches("https://mycompany.com", "12345", signature, PATH, CALL)).isEqualTo(accepted);
    }

    @Test
    void testSignerMatchesThePublishedSignature() {
        assertThat(TwilioSigner.sign("12345", "https://mycompany.com" + PATH,
                Map.of("CallSid", "CA1234567890ABCDE", "Caller", "+14158675309", "Digits", "1234", "From", "+14158675309",
                        "To", "+18005551212")))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    private static boolean matches(String base, String token, String signature, String path, String form) {
        return verifier(base, token).matches(signature, path, FormParameters.parse(form.getBytes(UTF_8)));
    }

    private static TwilioSignature verifier(String base, String... tokens) {
        List<byte[]> keys = Stream.of(tokens).map(token -> token.getBytes(UTF_8)).toList();
        return new TwilioSignature(URI.create(base), Optional.of("#rc=3&rp=5xx"), () -> keys);
    }
}
