package io.trunkline.kit;

/** Rolls the transaction back; the same work is then retried. For a short conflict with another transaction. */
public class RetryableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RetryableException(String message) {
        super(message, null, false, false);
    }
}
