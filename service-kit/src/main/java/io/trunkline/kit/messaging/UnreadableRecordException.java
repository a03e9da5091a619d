package io.trunkline.kit.messaging;

/** A record that no retry can read. It has no cause, because a transient cause would be retried. */
public class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message, null, false, false);
    }
}
