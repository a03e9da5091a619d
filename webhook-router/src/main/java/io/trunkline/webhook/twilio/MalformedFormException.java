package io.trunkline.webhook.twilio;

/** A body that is not a form, or a form that is not the webhook it should be. */
final class MalformedFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFormException(String message) {
        super(message, null, false, false);
    }
}
