package io.trunkline.webhook.ingress;

import java.time.Instant;

import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.vertx.core.http.HttpServerRequest;

/** An HTTP endpoint for the webhooks of one sender. Runs on the event loop and must not block. */
public interface WebhookEndpoint {

    /** The absolute path, such as {@code /api/webhooks/clerk}. */
    String path();

    /** The {@link RawWebhook#source()} of the endpoint's webhooks. */
    String source();

    /** The response once the webhook is durable. */
    Acknowledgement acknowledgement();

    /**
     * Verifies that the sender signed every byte of the webhook. It does not judge the content: what is signed is stored first.
     *
     * @param body the complete body, unchanged
     * @param receivedAt when its last byte arrived
     * @throws WebhookRejectedException when the signature is invalid
     */
    RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt);
}
