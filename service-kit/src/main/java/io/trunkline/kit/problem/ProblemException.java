package io.trunkline.kit.problem;

import java.time.Duration;
import java.util.Optional;

/** An expected failure with the error code of the response. It has no stack trace. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final Duration retryAfter;

    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /** @param retryAfter sent as {@code Retry-After} in whole seconds; null: no header */
    public ProblemException(ErrorCode code, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
