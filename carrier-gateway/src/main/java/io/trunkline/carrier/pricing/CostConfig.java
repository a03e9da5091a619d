package io.trunkline.carrier.pricing;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the prices of carriers are looked up. */
@ConfigMapping(prefix = "trunkline.costs")
interface CostConfig {

    /** Time between two look-ups of the prices of a country at a carrier; up to a tenth is added at random. */
    @WithDefault("6h")
    Duration lookupInterval();

    /** The same after a failed look-up. */
    @WithDefault("10m")
    Duration retryInterval();

    /** An older observed cost is ignored. */
    @WithDefault("7D")
    Duration maxAge();

    /** How often an instance checks what is due; {@code off}: it looks up no prices. */
    @WithDefault("1m")
    String pollInterval();
}
