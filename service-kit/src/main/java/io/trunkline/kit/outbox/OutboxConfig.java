package io.trunkline.kit.outbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the outbox is emptied. */
@ConfigMapping(prefix = "trunkline.outbox")
interface OutboxConfig {

    /** The net under the wake-up after a commit: rows of an instance that died are found this late. */
    @WithDefault("1s")
    Duration poll();

    /** Rows read and sent at a time. */
    @WithDefault("500")
    int batch();
}
