package io.trunkline.carrier.registry;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.trunkline.carrier.spi.Webhooks;

/** Where webhook-router listens for a carrier, as the carrier reaches it. */
@ApplicationScoped
public class WebhookUrls {

    private final String publicBaseUrl;

    WebhookUrls(@ConfigProperty(name = "trunkline.public-base-url") URI publicBaseUrl) {
        this.publicBaseUrl = publicBaseUrl.toString().replaceAll("/+$", "");
    }

    public Webhooks of(String carrier) {
        String base = publicBaseUrl + "/api/webhooks/" + carrier;
        return new Webhooks(URI.create(base + "/sms"), URI.create(base + "/sms?fallback=1"), URI.create(base + "/status"));
    }
}
