package io.trunkline.carrier.spend;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What may be spent on purchases in a day (UTC), in US cents. 0: nothing may be bought. Empty: no cap.
 */
@ConfigMapping(prefix = "trunkline.spend")
interface SpendConfig {

    /** Over all carriers and workspaces: some 800 local numbers. */
    @WithDefault("100000")
    Optional<Long> perDay();

    /** For each workspace; numbers for the stock belong to none. */
    @WithDefault("5000")
    Optional<Long> perWorkspace();

    /** How long a purchase may wait for the others' reservations; then it is tried later. */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * By carrier, for all of its accounts together, or for one very account other than the main one; what is not named has no
     * cap of its own.
     */
    Map<String, Long> perCarrier();
}
