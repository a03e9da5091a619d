package io.trunkline.simulator.twilio.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** The first vector is Twilio's own example; the others were computed with Twilio's libraries. */
class TwilioSignatureTest {

    private static final String SMS_URL = "https://hooks.example.com/v1/webhooks/twilio/sms";

    @Test
    void signsTwiliosExample() {
        SortedMap<String, String> form = new TreeMap<>(Map.of("CallSid", "CA1234567890ABCDE", "Caller", "+14158675309",
                "Digits", "1234", "From", "+14158675309", "To", "+18005551212"));

        assertThat(TwilioSignature.sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void signsAUrlAloneWhenThereIsNoForm() {
        String url = "https://mycompany.com/myapp.php?bodySHA256="
                + "d5729c000e5de6b3a10698fec78d482db85d744f1be820d1382b6bda1cfb7795";

        assertThat(TwilioSignature.sign("12345", url, new TreeMap<>())).isEqualTo("S3fW4swDzulE1VJfHiZwCjkucXI=");
    }

    @Test
    void signsATextMessage() {
        assertThat(TwilioSignature.sign("test_auth_token", SMS_URL, sms("Hello World")))
                .isEqualTo("sIdyfRvG1oYVBG3T/p06z5CVlvA=");
    }

    @Test
    void signsTheUrlWithItsPort() {
        String url = SMS_URL.replace("example.com", "example.com:443");

        assertThat(TwilioSignature.sign("test_auth_token", url, sms("Hello World"))).isEqualTo("7dphfYGicqyawHA5RYcrXqEeNLo=");
    }

    @Test
    void signsValuesAsTheyReadAndNotAsTheyAreEncoded() {
        assertThat(TwilioSignature.sign("test_auth_token", SMS_URL, sms("Größe 👋 & a=b")))
                .isEqualTo("GqU3qDPvc9OHIG9AtXdmeS+REmA=");
    }

    private static SortedMap<String, String> sms(String body) {
        return new TreeMap<>(Map.of("AccountSid", "AC" + "a".repeat(32), "ApiVersion", "2010-04-01", "Body", body, "From",
                "+14155550100", "MessageSid", "SM" + "b".repeat(32), "NumMedia", "0", "To", "+14155550199"));
    }
}
