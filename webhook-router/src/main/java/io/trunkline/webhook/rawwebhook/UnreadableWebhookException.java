package io.trunkline.webhook.rawwebhook;

/**
 * A webhook that cannot be read on any retry and goes to the dead-letter topic. It has no cause, because a transient cause
 * would be retried.
 */
public class UnreadableWebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableWebhookException(String message) {
        super(message, null, false, false);
    }
}
