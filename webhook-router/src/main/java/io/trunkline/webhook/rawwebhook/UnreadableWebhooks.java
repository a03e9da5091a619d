package io.trunkline.webhook.rawwebhook;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** Where verified webhooks are stored whose content is not understood. */
public interface UnreadableWebhooks {

    /**
     * Stores the webhook for operators. Joins the caller's transaction.
     *
     * @param id our id of the webhook
     * @param detail what is not understood, without content of the webhook
     */
    Uni<Void> store(UUID id, RawWebhook webhook, String detail);
}
