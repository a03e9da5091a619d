package io.trunkline.webhook.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.TwilioSigner;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/** Forgeries from one address are rejected; valid webhooks from any address are accepted. */
@QuarkusTest
class ForgeryRateLimiterTest extends WebhookRouterTest {

    private static final int LIMIT = 600;
    private static final String FORGED = Base64.getEncoder().encodeToString(new byte[20]);

    @TestHTTPResource
    java.net.URI address;

    private final Map<String, String> text = WebhookClient.text("+14155550100", Numbers.random(), "Hello");
    private final String signature = TwilioSigner.sign(WebhookSecrets.TOKEN, WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS,
            text);

    @Test
    void rejectsAnAddressThatOnlySendsForgeries() {
        // Given
        String forger = "127.0.7.1";

        // When
        IntStream.range(0, LIMIT).forEach(i -> assertThat(post(forger, FORGED).status()).isEqualTo(403));

        // Then
        Answer answer = post(forger, FORGED);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).containsIgnoringCase("\r\nretry-after: 60\r\n")
                .contains("\"code\":\"TOO_MANY_FORGERIES\"");
        assertAccepted("127.0.7.2");
    }

    @Test
    void acceptsAnAddressThatAlsoSendsValidSignatures() {
        // Given
        String proxy = "127.0.7.3";
        assertAccepted(proxy);

        // When
        IntStream.range(0, LIMIT + 1).forEach(i -> assertThat(post(proxy, FORGED).status()).isEqualTo(403));

        // Then
        assertAccepted(proxy);
    }

    private void assertAccepted(String from) {
        soon().untilAsserted(() -> assertThat(post(from, signature).status()).isEqualTo(200));
    }

    private Answer post(String from, String signed) {
        byte[] body = WebhookClient.encode(text);
        String head = "POST " + WebhookClient.SMS + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Twilio-Signature: " + signed
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + new String(body, UTF_8)).getBytes(UTF_8));
            return new Answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(String text) {

        int status() {
            return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }
}
