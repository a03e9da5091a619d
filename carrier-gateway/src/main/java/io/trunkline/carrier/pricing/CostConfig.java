package io.trunkline.carrier.pricing;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How carriers are asked for their prices. */
@ConfigMapping(prefix = "trunkline.costs")
interface CostConfig {

    /** From one look-up of a country's prices at a carrier to the next; up to a tenth is added at random. */
    @WithDefault("6h")
    Duration lookupInterval();

    /** The same after a look-up that failed. */
    @WithDefault("10m")
    Duration retryInterval();

    /** A cost that was seen longer ago is not believed any more. */
    @WithDefault("7D")
    Duration maxAge();

    /** How often an instance looks for what is due; {@code off}: it looks nothing up. */
    @WithDefault("1m")
    String pollInterval();
}
