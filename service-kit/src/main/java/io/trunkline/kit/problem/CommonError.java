package io.trunkline.kit.problem;

/** Errors that every service can return. */
public enum CommonError implements ErrorCode {

    MALFORMED_REQUEST(400, "The request is malformed"),
    UNKNOWN_FIELD(400, "The request has a field that is unknown or read-only"),
    INVALID_INPUT(400, "The request is invalid"),
    INVALID_CURSOR(400, "The cursor is invalid"),
    IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is required"),
    IDEMPOTENCY_KEY_MALFORMED(400, "The Idempotency-Key is malformed"),
    UNAUTHENTICATED(401, "A valid token is required"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "The resource does not exist"),
    METHOD_NOT_ALLOWED(405, "The resource does not support this method"),
    NOT_ACCEPTABLE(406, "The resource does not support this representation"),
    DEAD_LETTER_RESOLVED(409, "The dead letter was replayed or discarded before"),
    IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request with this Idempotency-Key is still running"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The resource does not support this media type"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used with another request"),
    REPLAY_FAILED(422, "The record could not be applied and its dead letter remains open"),
    INTERNAL_ERROR(500, "An internal error occurred"),
    TEMPORARILY_UNAVAILABLE(503, "Try again soon");

    private final int status;
    private final String title;

    CommonError(int status, String title) {
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
