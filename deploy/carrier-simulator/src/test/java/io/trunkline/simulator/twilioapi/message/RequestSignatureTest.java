package io.trunkline.simulator.twilioapi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** The first vector is Twilio's own example; the others were computed with Twilio's libraries. */
class RequestSignatureTest {

    private static final String SMS_URL = "https://hooks.example.com/v1/webhooks/twilio/sms";

    @Test
    void signsTwiliosExample() {
        SortedMap<String, String> form = new TreeMap<>(Map.of("CallSid", "CA1234567890ABCDE", "Caller", "+14158675309",
                "Digits", "1234", "From", "+14158675309", "To", "+18005551212"));

        assertThat(RequestSignature.sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void signsTheUrlOnlyWithoutAForm() {
        String url = "https://mycompany.com/myapp.php?bodySHA256="
                + "d5729c000e5de6b3a10698fec78d482db85d744f1be820d1382b6bda1cfb7795";

        assertThat(RequestSignature.sign("12345", url, new TreeMap<>())).isEqualTo("S3fW4swDzulE1VJfHiZwCjkucXI=");
    }

    @Test
    void signsATextMessage() {
        assertThat(RequestSignature.sign("test_auth_token", SMS_URL, sms("Hello World")))
                .isEqualTo("sIdyfRvG1oYVBG3T/p06z5CVlvA=");
    }

    @Test
    void signsTheUrlWithItsPort() {
        String url = SMS_URL.replace("example.com", "example.com:443");

        assertThat(RequestSignature.sign("test_auth_token", url, sms("Hello World"))).isEqualTo("7dphfYGicqyawHA5RYcrXqEeNLo=");
    }

    @Test
    void signsDecodedValues() {
        assertThat(RequestSignature.sign("test_auth_token", SMS_URL, sms("Größe 👋 & a=b")))
                .isEqualTo("GqU3qDPvc9OHIG9AtXdmeS+REmA=");
    }

    @Test
    void signsATextMessageOfSignalWire() {
        SortedMap<String, String> form = new TreeMap<>(Map.of("AccountSid", "b08dacad-3b6f-4f6e-9a3e-5a1f0a2c9d10", "Body",
                "hi", "From", "+12065550100", "MessageSid", "5c4d4f7a-2b1e-4c0d-8f3a-1e2d3c4b5a69", "NumMedia", "0", "To",
                "+12065550111"));

        assertThat(RequestSignature.sign("PSKtest_signing_key", "https://hooks.example.com/sw/sms?ws=42", form))
                .isEqualTo("FoYU0+5jvX1B/CnphLOke/OuLBM=");
    }

    private static SortedMap<String, String> sms(String body) {
        return new TreeMap<>(Map.of("AccountSid", "AC" + "a".repeat(32), "ApiVersion", "2010-04-01", "Body", body, "From",
                "+14155550100", "MessageSid", "SM" + "b".repeat(32), "NumMedia", "0", "To", "+14155550199"));
    }
}
