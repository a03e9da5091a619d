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

    /** A message that the carrier did not take within this time fails: nobody wants it later. */
    @WithDefault("1h")
    Duration giveUpAfter();
}
