package io.trunkline.carrier.spend;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;

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

    /** By carrier; one that is not named has no cap of its own. */
    Map<String, Long> perCarrier();

    /** By carrier. */
    @WithDefaults
    Map<String, Cost> cost();

    /** What a number is taken to cost: its first month, in US cents. */
    interface Cost {

        /** Twilio's list price in the US, the dearest of the three carriers. */
        @WithDefault("115")
        long local();

        @WithDefault("215")
        long tollFree();

        /** Sold outside of the US only, at prices that no carrier publishes in one list: rather too much than too little. */
        @WithDefault("1500")
        long mobile();
    }
}
