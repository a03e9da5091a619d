package io.trunkline.webhook.rawwebhook;

import io.trunkline.kit.messaging.UnreadableRecordException;

/**
 * A webhook that cannot be read on any retry. It is stored for operators; a record that is no webhook at all becomes a dead
 * letter. It has no cause, because a transient cause would be retried. Its message contains nothing of the webhook.
 */
public class UnreadableWebhookException extends UnreadableRecordException {

    private static final long serialVersionUID = 1L;

    public UnreadableWebhookException(String message) {
        super(message);
    }
}
