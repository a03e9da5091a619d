package io.trunkline.webhook.conversation;

import java.util.Locale;

/** The direction, from the workspace's point of view. */
enum Direction {
    INBOUND,
    OUTBOUND;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
