package io.trunkline.webhook.conversation;

import java.util.Locale;

/** How far a message has come. Carriers report out of order, so a message only ever goes up. */
public enum MessageStatus {
    QUEUED(0),
    SENT(1),
    DELIVERED(2),
    UNDELIVERED(2),
    FAILED(2),
    READ(3),
    /** Of inbound messages; nothing follows. */
    RECEIVED(4);

    private final int rank;

    MessageStatus(int rank) {
        this.rank = rank;
    }

    public boolean mayBecome(MessageStatus next) {
        return next.rank > rank && next != RECEIVED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
