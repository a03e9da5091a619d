package io.trunkline.carrier.search;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the number search. */
@ConfigMapping(prefix = "trunkline.search")
interface SearchConfig {

    /** Deadline of one carrier; a carrier that has not answered by then is left out. */
    @WithDefault("2s")
    Duration deadline();

    /** Searches of one workspace per second, at each instance; more are answered 429 {@code TOO_MANY_SEARCHES}. */
    @WithDefault("5")
    int perSecond();

    /** Numbers in one response, and requested from each carrier, 1–100. */
    @WithDefault("50")
    int limit();
}
