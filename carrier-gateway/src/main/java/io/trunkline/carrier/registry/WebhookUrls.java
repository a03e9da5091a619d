package io.trunkline.carrier.registry;

import java.net.URI;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.kit.carrier.AccountNames;

/** Where webhook-router listens for a carrier, as the carrier reaches it: for all of its accounts in one place. */
@ApplicationScoped
public class WebhookUrls {

    private final String publicBaseUrl;

    WebhookUrls(@ConfigProperty(name = "trunkline.public-base-url") URI publicBaseUrl) {
        this.publicBaseUrl = publicBaseUrl.toString().replaceAll("/+$", "");
    }

    /** For one message: what becomes of it is told with our id, which is known even when the answer to the send was lost. */
    public Webhooks of(String account, UUID messageId) {
        Webhooks all = of(account);
        return new Webhooks(all.messages(), all.messagesFallback(), URI.create(all.messageStatus() + "?message=" + messageId));
    }

    /** @param account or carrier */
    public Webhooks of(String account) {
        String base = publicBaseUrl + "/api/webhooks/" + AccountNames.carrierOf(account);
        return new Webhooks(URI.create(base + "/sms"), URI.create(base + "/sms?fallback=1"), URI.create(base + "/status"));
    }
}
