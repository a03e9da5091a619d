package io.trunkline.webhook.conversation;

import java.util.Locale;

/** Seen from the workspace. */
enum Direction {
    INBOUND,
    OUTBOUND;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
