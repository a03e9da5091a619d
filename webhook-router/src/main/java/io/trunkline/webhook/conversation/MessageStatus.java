package io.trunkline.webhook.conversation;

import java.util.Locale;

/** The status of a message. Carriers report out of order, so a status only changes to one of a higher rank. */
public enum MessageStatus {
    QUEUED(0),
    /** The carrier may or may not have accepted the message. It is not sent again; a later status callback can resolve it. */
    UNKNOWN(1),
    SENT(2),
    DELIVERED(3),
    UNDELIVERED(3),
    FAILED(3),
    READ(4),
    /** For inbound messages; final. */
    RECEIVED(5);

    private final int rank;

    MessageStatus(int rank) {
        this.rank = rank;
    }

    public boolean canTransitionTo(MessageStatus next) {
        return next.rank > rank && next != RECEIVED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
