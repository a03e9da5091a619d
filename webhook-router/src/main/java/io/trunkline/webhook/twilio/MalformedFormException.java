package io.trunkline.webhook.twilio;

/** The body is not a form, or not a form of this webhook. */
final class MalformedFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFormException(String message) {
        super(message, null, false, false);
    }
}
