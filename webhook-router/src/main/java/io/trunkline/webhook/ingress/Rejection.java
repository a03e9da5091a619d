package io.trunkline.webhook.ingress;

import java.time.Duration;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ErrorCode;
import io.trunkline.webhook.WebhookError;

/** Why a webhook is not taken: what is counted, and what its sender is told. */
public enum Rejection {

    /** Forged, missing, doubled or too old. */
    SIGNATURE(WebhookError.SIGNATURE_INVALID, null, false),
    /** Signed, but by an account that does not hold the called number. Answered exactly as a forgery. */
    ACCOUNT(WebhookError.SIGNATURE_INVALID, null, false),
    /** After too many forgeries. */
    RATE_LIMITED(WebhookError.TOO_MANY_FORGERIES, ForgeryRateLimiter.WINDOW, true),
    MALFORMED(WebhookError.MALFORMED_WEBHOOK, null, false),
    METHOD(CommonError.METHOD_NOT_ALLOWED, null, true),
    TOO_LARGE(CommonError.PAYLOAD_TOO_LARGE, null, true),
    BODY_TIMEOUT(WebhookError.BODY_TIMEOUT, null, true),
    CONTENT_CODING(WebhookError.UNSUPPORTED_CODING, null, true),
    UNKNOWN_PATH(CommonError.NOT_FOUND, null, true),
    /** Kafka did not confirm it. */
    NOT_DURABLE(WebhookError.NOT_DURABLE, Duration.ofSeconds(1), false),
    /** Our own mistake. */
    INTERNAL(CommonError.INTERNAL_ERROR, null, false);

    final ErrorCode code;
    /** Null: nothing is said. */
    final Duration retryAfter;
    /** The rest of the body is not read. */
    final boolean closesConnection;

    Rejection(ErrorCode code, Duration retryAfter, boolean closesConnection) {
        this.code = code;
        this.retryAfter = retryAfter;
        this.closesConnection = closesConnection;
    }
}
