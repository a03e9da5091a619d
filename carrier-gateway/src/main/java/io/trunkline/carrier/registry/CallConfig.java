package io.trunkline.carrier.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many calls run against one carrier, so that a slow one does not take everything. */
@ConfigMapping(prefix = "trunkline.carrier-calls")
interface CallConfig {

    /** Calls under way at the same time, per carrier and instance. */
    @WithDefault("20")
    int maxConcurrent();

    /** Calls waiting for their turn; one more is refused at once and tried later. */
    @WithDefault("100")
    int maxWaiting();
}
