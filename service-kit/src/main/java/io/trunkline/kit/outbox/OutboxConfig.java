package io.trunkline.kit.outbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The outbox relay and its metrics. */
@ConfigMapping(prefix = "trunkline.outbox")
interface OutboxConfig {

    /** Time between two polls when no commit wakes the relay. Rows of an instance that died wait this long. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Rows read and sent in one transaction. */
    @WithDefault("500")
    int batchSize();

    /** Time between two measurements of the outbox's depth and age. */
    @WithDefault("10s")
    Duration metricsInterval();
}
