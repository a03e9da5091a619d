package io.trunkline.webhook.rawwebhook;

/**
 * No later try can read this webhook: it belongs on the dead-letter topic. Has no cause, which might look like one that passes.
 */
public class UnreadableWebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableWebhookException(String message) {
        super(message, null, false, false);
    }
}
