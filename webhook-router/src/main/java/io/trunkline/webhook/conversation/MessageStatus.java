package io.trunkline.webhook.conversation;

import java.util.Locale;

/** How far a message has come. Carriers report out of order, so a message only ever goes up. */
public enum MessageStatus {
    QUEUED(0),
    /** Nobody can say whether the carrier took it, and it is not sent again; a report of the carrier's may still tell. */
    UNKNOWN(1),
    SENT(2),
    DELIVERED(3),
    UNDELIVERED(3),
    FAILED(3),
    READ(4),
    /** Of inbound messages; nothing follows. */
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
