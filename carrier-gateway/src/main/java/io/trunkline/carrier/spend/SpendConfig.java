package io.trunkline.carrier.spend;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Daily caps (UTC) on purchases, in US cents. 0: nothing may be bought. Empty: no cap. */
@ConfigMapping(prefix = "trunkline.spend")
interface SpendConfig {

    /** Over all carriers and workspaces; the default is about 800 local numbers. */
    @WithDefault("100000")
    Optional<Long> perDay();

    /** For each workspace; numbers for the stock belong to none. */
    @WithDefault("5000")
    Optional<Long> perWorkspace();

    /** How long a purchase waits for the lock of the reservations; then it is retried later. */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * By carrier, for all of its accounts together, or for one account other than the main one. Others have no cap of their
     * own.
     */
    Map<String, Long> perCarrier();
}
