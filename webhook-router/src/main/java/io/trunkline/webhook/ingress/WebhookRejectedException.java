package io.trunkline.webhook.ingress;

/** A webhook that is not taken. Says why to us only; the sender's answer depends on the reason's kind alone. */
public final class WebhookRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection reason;

    public WebhookRejectedException(Rejection reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Rejection reason() {
        return reason;
    }
}
