package io.trunkline.carrier;

import java.net.URI;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.AccountNames;

/** The public URLs of webhook-router for each carrier. All accounts of a carrier share them. */
@ApplicationScoped
public class WebhookUrls {

    private final String publicBaseUrl;
    private final boolean calls;

    /**
     * @param publicBaseUrl where carriers reach webhook-router; part of what they sign
     * @param calls whether voice URLs are set; false while webhook-router does not answer calls: a caller would hear the
     *        carrier's
     *        error message
     */
    WebhookUrls(@ConfigProperty(name = "trunkline.public-base-url") URI publicBaseUrl,
            @ConfigProperty(name = "trunkline.webhooks.calls", defaultValue = "false") boolean calls) {
        this.publicBaseUrl = publicBaseUrl.toString().replaceAll("/+$", "");
        this.calls = calls;
    }

    /** For one message: its delivery reports contain our id, which is known even if the response to the send was lost. */
    public Webhooks of(String account, UUID messageId) {
        return of(account).withMessageStatus(url(account, "/status?message=" + messageId));
    }

    /** @param account an account or a carrier */
    public Webhooks of(String account) {
        URI status = url(account, "/status");
        return calls
                ? new Webhooks(url(account, "/sms"), url(account, "/sms?fallback=1"), status,
                        url(account, "/voice"), url(account, "/voice?fallback=1"), url(account, "/call-status"))
                : new Webhooks(url(account, "/sms"), url(account, "/sms?fallback=1"), status);
    }

    private URI url(String account, String rest) {
        return URI.create(publicBaseUrl + "/api/webhooks/" + AccountNames.carrierOf(account) + rest);
    }
}
