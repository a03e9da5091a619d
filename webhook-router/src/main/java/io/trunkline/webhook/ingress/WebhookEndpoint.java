package io.trunkline.webhook.ingress;

import java.time.Instant;

import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.vertx.core.http.HttpServerRequest;

/** One route that somebody outside may call: who may, and what it must look like. Runs on the event loop: no waiting. */
public interface WebhookEndpoint {

    /** Absolute, such as {@code /api/webhooks/clerk}. */
    String path();

    /** The {@link RawWebhook#source()} of what comes in here. */
    String source();

    /** What the sender gets once the webhook is durable. */
    Acknowledgement acknowledgement();

    /**
     * The webhook, if its sender signed every byte of it.
     *
     * @param body all of it, as it came
     * @param receivedAt when its last byte came
     * @throws WebhookRejectedException when it is not, or cannot be read
     */
    RawWebhook verify(HttpServerRequest request, byte[] body, Instant receivedAt);
}
