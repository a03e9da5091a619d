package io.trunkline.webhook.ingress;

import java.time.Duration;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ErrorCode;
import io.trunkline.webhook.WebhookError;

/** Why a webhook is rejected: the problem in the response and the outcome in the metrics. */
public enum Rejection {

    /** Invalid, missing, repeated or too old. */
    SIGNATURE(WebhookError.SIGNATURE_INVALID, null, false),
    /** The account is not configured. The response is the same as for an invalid signature. */
    ACCOUNT(WebhookError.SIGNATURE_INVALID, null, false),
    METHOD(CommonError.METHOD_NOT_ALLOWED, null, true),
    TOO_LARGE(CommonError.PAYLOAD_TOO_LARGE, null, true),
    BODY_TIMEOUT(WebhookError.BODY_TIMEOUT, null, true),
    CONTENT_CODING(WebhookError.UNSUPPORTED_CODING, null, true),
    UNKNOWN_PATH(CommonError.NOT_FOUND, null, true),
    /** Kafka did not confirm the record in time. */
    NOT_DURABLE(WebhookError.NOT_DURABLE, Duration.ofSeconds(1), false),
    /** An unexpected exception. */
    INTERNAL(CommonError.INTERNAL_ERROR, null, false);

    final ErrorCode code;
    /** Null: no {@code Retry-After} header. */
    final Duration retryAfter;
    /** The rest of the body is not read and the connection is closed. */
    final boolean closesConnection;

    Rejection(ErrorCode code, Duration retryAfter, boolean closesConnection) {
        this.code = code;
        this.retryAfter = retryAfter;
        this.closesConnection = closesConnection;
    }
}
