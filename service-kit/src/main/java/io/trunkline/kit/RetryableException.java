package io.trunkline.kit;

/** Undoes the transaction so that the same work is done again: somebody else was in the way for a moment. */
public class RetryableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RetryableException(String message) {
        super(message, null, false, false);
    }
}
