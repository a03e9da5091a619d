package io.trunkline.webhook.ingress;

/** A webhook is rejected. The reason is internal: the response depends only on the problem of the {@link Rejection}. */
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
