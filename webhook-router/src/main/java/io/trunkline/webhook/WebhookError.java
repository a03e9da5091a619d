package io.trunkline.webhook;

import io.trunkline.kit.problem.ErrorCode;

/** The problems of this service, in addition to {@link io.trunkline.kit.problem.CommonError}. */
public enum WebhookError implements ErrorCode {

    SIGNATURE_INVALID(403, "The webhook has no valid signature"),
    BODY_TIMEOUT(408, "The body did not arrive in time"),
    UNSUPPORTED_CODING(415, "Send the body without content coding"),
    NOT_DURABLE(503, "The webhook could not be stored; deliver it again"),
    NO_SENDING_NUMBER(409, "The workspace has no number to send from"),
    CHANNEL_UNAVAILABLE(422, "The workspace's number cannot send on this channel");

    private final int status;
    private final String title;

    WebhookError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
