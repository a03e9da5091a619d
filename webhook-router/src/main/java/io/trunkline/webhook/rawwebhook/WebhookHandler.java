package io.trunkline.webhook.rawwebhook;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** Processes the webhooks of one source. There is one implementation per source. */
public interface WebhookHandler {

    /** The {@link RawWebhook#source()} that it handles. */
    String source();

    /**
     * Does database and outbox work only, in the caller's transaction.
     *
     * @param id our id of the webhook
     * @throws UnreadableWebhookException before it does any work, when its content is not understood: it is then stored for
     *         operators
     */
    Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook);
}
