package io.trunkline.carrier.message;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are sent. */
@ConfigMapping(prefix = "trunkline.messages")
interface MessageConfig {

    /** Delays before the look-ups of a send of unknown outcome; after the last one the message needs attention. */
    @WithDefault("5s,30s,2m,10m,1h")
    List<Duration> lookupBackoff();

    /** How long after an unknown outcome an empty look-up is not conclusive: the carrier lists messages with a delay. */
    @WithDefault("30s")
    Duration lookupDelay();

    /** Maximum age of a message when it is sent; an older one fails. */
    @WithDefault("1h")
    Duration giveUpAfter();
}
