package io.trunkline.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.Webhooks;

class WebhookUrlsTest {

    private static final URI BASE = URI.create("https://hooks.example.com/");

    @Test
    void registersCallWebhooksOnlyWhenEnabled() {
        assertThat(new WebhookUrls(BASE, false).of("twilio")).isEqualTo(new Webhooks(url("/sms"), url("/sms?fallback=1"),
                url("/status")));
        assertThat(new WebhookUrls(BASE, true).of("twilio")).isEqualTo(new Webhooks(url("/sms"), url("/sms?fallback=1"),
                url("/status"), url("/voice"), url("/voice?fallback=1"), url("/call-status")));
    }

    @Test
    void putsTheMessageIdIntoTheStatusUrl() {
        UUID message = UUID.randomUUID();

        assertThat(new WebhookUrls(BASE, true).of("twilio", message).messageStatus())
                .isEqualTo(url("/status?message=" + message));
        assertThat(new WebhookUrls(BASE, true).of("twilio", message).callStatus()).isEqualTo(url("/call-status"));
    }

    private static URI url(String rest) {
        return URI.create("https://hooks.example.com/api/webhooks/twilio" + rest);
    }
}
