package io.trunkline.carrier.registry;

import java.net.URI;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.carrier.spi.Webhooks;

/** Where webhook-router listens for a carrier, as the carrier reaches it. */
@ApplicationScoped
public class WebhookUrls {

    private final String publicBaseUrl;
    private final boolean calls;

    /** @param calls false while webhook-router answers no calls: a caller would hear the carrier's words for an error */
    WebhookUrls(@ConfigProperty(name = "trunkline.public-base-url") URI publicBaseUrl,
            @ConfigProperty(name = "trunkline.webhooks.calls", defaultValue = "false") boolean calls) {
        this.publicBaseUrl = publicBaseUrl.toString().replaceAll("/+$", "");
        this.calls = calls;
    }

    /** For one message: what becomes of it is told with our id, which is known even when the answer to the send was lost. */
    public Webhooks of(String carrier, UUID messageId) {
        return of(carrier).withMessageStatus(url(carrier, "/status?message=" + messageId));
    }

    public Webhooks of(String carrier) {
        URI status = url(carrier, "/status");
        return calls
                ? new Webhooks(url(carrier, "/sms"), url(carrier, "/sms?fallback=1"), status,
                        url(carrier, "/voice"), url(carrier, "/voice?fallback=1"), status)
                : new Webhooks(url(carrier, "/sms"), url(carrier, "/sms?fallback=1"), status);
    }

    private URI url(String carrier, String rest) {
        return URI.create(publicBaseUrl + "/api/webhooks/" + carrier + rest);
    }
}
