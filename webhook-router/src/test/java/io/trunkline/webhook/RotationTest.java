package io.trunkline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/** What senders sign with is exchanged in a mounted file while webhooks come in. */
@QuarkusTest
class RotationTest extends WebhookRouterTest {

    private static final String ROTATED = "rotated_auth_token";
    private static final String ROTATED_CLERK = "whsec_cm90YXRlZC1jbGVyay13ZWJob29rLXNlY3JldC0x";

    @AfterEach
    void asItWas() {
        Secrets.mountTheNewOnes();
        soon().until(() -> twilio(Secrets.TOKEN) == 200 && clerk(Secrets.CLERK) == 204);
    }

    private int twilio(String token) {
        Map<String, String> text = Senders.text("+14155550100", Numbers.fresh(), "Hello");
        return senders.post(Senders.SMS, Senders.encode(text), "X-Twilio-Signature",
                TwilioSigner.sign(token, Secrets.PUBLIC_BASE + Senders.SMS, text)).statusCode();
    }

    private int clerk(String secret) {
        return senders.clerk(secret, "msg_" + UUID.randomUUID(), Instant.now().getEpochSecond(),
                "{\"type\":\"session.created\",\"data\":{}}").statusCode();
    }

    @Test
    void aTokenIsExchangedWithoutRefusingAWebhook() {
        assertExchanged(this::twilio, 200, added -> Secrets.TOKENS.put(added), Secrets.TOKEN, ROTATED, Secrets.OLD_TOKEN);
    }

    @Test
    void clerksSecretIsExchangedWithoutRefusingAWebhook() {
        assertExchanged(this::clerk, 204, added -> Secrets.CLERKS.put(added), Secrets.CLERK, ROTATED_CLERK, Secrets.OLD_CLERK);
    }

    /** @param listed stays valid, whatever the file says */
    private void assertExchanged(Function<String, Integer> webhook, int taken, Consumer<String> mount,
            String before, String after, String listed) {
        // Given
        assertThat(webhook.apply(before)).isEqualTo(taken);
        assertThat(webhook.apply(after)).isEqualTo(403);

        // When
        mount.accept(after + "\n" + before);
        soon().atMost(Duration.ofSeconds(4)).until(() -> {
            assertThat(webhook.apply(before)).isEqualTo(taken);
            return webhook.apply(after) == taken;
        });
        mount.accept(after);
        soon().atMost(Duration.ofSeconds(4)).until(() -> {
            assertThat(webhook.apply(after)).isEqualTo(taken);
            return webhook.apply(before) == 403;
        });

        // Then
        assertThat(Stream.of(after, listed).map(webhook)).containsOnly(taken);
    }

    @Test
    void whatIsNoSecretOfClerksTakesNoneAway() throws InterruptedException {
        Secrets.CLERKS.put("not_a_whsec");
        Thread.sleep(2500);

        assertThat(clerk(Secrets.CLERK)).isEqualTo(204);
    }
}
