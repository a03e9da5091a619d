package io.trunkline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.LogRecorder;

/** The secrets in a mounted file rotate while webhooks arrive. */
@QuarkusTest
class SecretRotationTest extends WebhookRouterTest {

    private static final String ROTATED = "rotated_auth_token";
    private static final String ROTATED_CLERK = "whsec_cm90YXRlZC1jbGVyay13ZWJob29rLXNlY3JldC0x";

    @AfterEach
    void restoreSecrets() {
        WebhookSecrets.mountCurrent();
        soon().until(() -> twilio(WebhookSecrets.TOKEN) == 200 && clerk(WebhookSecrets.CLERK) == 204);
    }

    private int twilio(String token) {
        Map<String, String> text = WebhookClient.text("+14155550100", Numbers.random(), "Hello");
        return webhooks.post(WebhookClient.SMS, WebhookClient.encode(text), "X-Twilio-Signature",
                TwilioSigner.sign(token, WebhookSecrets.PUBLIC_BASE + WebhookClient.SMS, text)).statusCode();
    }

    private int clerk(String secret) {
        return webhooks.clerk(secret, "msg_" + UUID.randomUUID(), Instant.now().getEpochSecond(),
                "{\"type\":\"session.created\",\"data\":{}}").statusCode();
    }

    @Test
    void rotatesATokenWithoutRejectingAWebhook() {
        assertRotated(this::twilio, 200, added -> WebhookSecrets.TOKENS.put(added), WebhookSecrets.TOKEN, ROTATED,
                WebhookSecrets.OLD_TOKEN);
    }

    @Test
    void rotatesClerksSecretWithoutRejectingAWebhook() {
        assertRotated(this::clerk, 204, added -> WebhookSecrets.CLERKS.put(added), WebhookSecrets.CLERK, ROTATED_CLERK,
                WebhookSecrets.OLD_CLERK);
    }

    /** @param listed stays valid with any content of the file */
    private void assertRotated(Function<String, Integer> webhook, int accepted, Consumer<String> mount,
            String before, String after, String listed) {
        // Given
        assertThat(webhook.apply(before)).isEqualTo(accepted);
        assertThat(webhook.apply(after)).isEqualTo(403);

        // When
        mount.accept(after + "\n" + before);
        soon().atMost(Duration.ofSeconds(4)).until(() -> {
            assertThat(webhook.apply(before)).isEqualTo(accepted);
            return webhook.apply(after) == accepted;
        });
        mount.accept(after);
        soon().atMost(Duration.ofSeconds(4)).until(() -> {
            assertThat(webhook.apply(after)).isEqualTo(accepted);
            return webhook.apply(before) == 403;
        });

        // Then
        assertThat(Stream.of(after, listed).map(webhook)).containsOnly(accepted);
    }

    @Test
    void keepsTheSecretsWhenTheFileIsInvalid() {
        try (LogRecorder log = LogRecorder.of("io.trunkline.kit.secret")) {
            WebhookSecrets.CLERKS.put("not_a_whsec");
            soon().untilAsserted(() -> assertThat(log.lines(Level.SEVERE)).isNotEmpty());
        }

        assertThat(clerk(WebhookSecrets.CLERK)).isEqualTo(204);
    }
}
