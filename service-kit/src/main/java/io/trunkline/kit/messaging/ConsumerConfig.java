package io.trunkline.kit.messaging;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a consumer applies a record. */
@ConfigMapping(prefix = "trunkline.consumer")
interface ConsumerConfig {

    /** Longest time of one try. Work on a connection to a database that no longer answers is repeated on another one. */
    @WithDefault("10s")
    Duration handlerTimeout();
}
