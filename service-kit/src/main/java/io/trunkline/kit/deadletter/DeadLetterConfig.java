package io.trunkline.kit.deadletter;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The records that a consumer could not apply. */
@ConfigMapping(prefix = "trunkline.dead-letters")
interface DeadLetterConfig {

    /** How long a dead letter remains after it was replayed or discarded. An open one is never deleted. */
    @WithDefault("90d")
    Duration retention();
}
