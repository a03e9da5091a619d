package io.trunkline.carrier.message;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are sent. */
@ConfigMapping(prefix = "trunkline.messages")
interface MessageConfig {

    /** Waits before each look-up of a send of unknown outcome; after the last one a person must look. */
    @WithDefault("5s,30s,2m,10m,1h")
    List<Duration> lookupBackoff();

    /** How long after an unknown outcome "not found" may be believed: a message shows in the carrier's list late. */
    @WithDefault("30s")
    Duration lookupDelay();

    /** A message that is older than this is not sent any more: nobody wants it later. */
    @WithDefault("1h")
    Duration giveUpAfter();
}
