package io.trunkline.webhook.rawwebhook;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** What webhooks of one source do. One implementation per source. */
public interface WebhookHandler {

    /** The {@link RawWebhook#source()} it is for. */
    String source();

    /**
     * Database work and outbox only, in the caller's transaction.
     *
     * @param id of the webhook here
     * @throws UnreadableWebhookException (or a failed Uni) when no later try can read it
     */
    Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook);
}
