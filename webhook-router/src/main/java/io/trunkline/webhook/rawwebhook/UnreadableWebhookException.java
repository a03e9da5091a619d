package io.trunkline.webhook.rawwebhook;

import io.trunkline.kit.messaging.UnreadableRecordException;

/** A webhook that cannot be read on any retry and becomes a dead letter. */
public class UnreadableWebhookException extends UnreadableRecordException {

    private static final long serialVersionUID = 1L;

    public UnreadableWebhookException(String message) {
        super(message);
    }
}
