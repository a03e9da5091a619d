package io.trunkline.inventory.assignment;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.trunkline.events.NumberType;

/** Length of the quarantine after a workspace released a number, and what happens after it. */
@ConfigMapping(prefix = "trunkline.quarantine")
interface QuarantineConfig {

    /** At least 45 days in the US (47 CFR 52.15(f)(1)(ii), "aging numbers"). */
    @WithDefault("P90D")
    Duration duration();

    /** The same for toll-free numbers: at most four months after disconnection (47 CFR 52.103). */
    @WithName("toll-free-duration")
    @WithDefault("P120D")
    Duration tollFreeDuration();

    /** Where a number goes after its quarantine: back to the carrier or into the stock. */
    @WithDefault("release")
    ExpiryAction expiryAction();

    /** How often to check for expired quarantines. */
    @WithDefault("1m")
    Duration checkInterval();

    default Duration durationOf(NumberType type) {
        return type == NumberType.TOLL_FREE ? tollFreeDuration() : duration();
    }

    /** What happens to a number whose quarantine has expired. */
    enum ExpiryAction {
        /** It is released to its carrier. */
        RELEASE,
        /** It is free stock again. */
        RESTOCK
    }
}
