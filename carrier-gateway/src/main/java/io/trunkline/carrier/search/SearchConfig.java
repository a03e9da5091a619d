package io.trunkline.carrier.search;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How numbers are searched for. */
@ConfigMapping(prefix = "trunkline.search")
interface SearchConfig {

    /** What the slowest carrier may take; who has not answered by then is left out. */
    @WithDefault("2s")
    Duration deadline();

    /**
     * How often one workspace may search within a second, at each instance; more searches are answered 429 TOO_MANY_SEARCHES.
     */
    @WithDefault("5")
    int perSecond();

    /** Numbers in one answer, and asked for at each carrier, 1–100. */
    @WithDefault("50")
    int limit();
}
