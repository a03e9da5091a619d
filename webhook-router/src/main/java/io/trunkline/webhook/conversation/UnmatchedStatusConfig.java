package io.trunkline.webhook.conversation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long statuses are stored that match no message. */
@ConfigMapping(prefix = "trunkline.unmatched-status")
interface UnmatchedStatusConfig {

    /** Longer than a message can stay unconfirmed. */
    @WithDefault("30d")
    Duration retention();
}
