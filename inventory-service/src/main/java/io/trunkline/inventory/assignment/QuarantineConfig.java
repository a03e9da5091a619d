package io.trunkline.inventory.assignment;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.trunkline.events.NumberType;

/** How long a number rests after a workspace gave it up, and what comes then. */
@ConfigMapping(prefix = "trunkline.quarantine")
interface QuarantineConfig {

    /** In the US at least 45 days (47 CFR 52.15(f)(1)(ii), "aging numbers"). */
    @WithDefault("P90D")
    Duration duration();

    /** A toll-free number rests up to four months after its disconnection (47 CFR 52.103). */
    @WithName("toll-free-duration")
    @WithDefault("P120D")
    Duration tollFreeDuration();

    /** Where a number goes after its quarantine: back to the carrier or into the stock. */
    @WithDefault("release")
    Afterwards afterwards();

    /** How often to look for numbers that have rested. */
    @WithDefault("1m")
    Duration checkEvery();

    default Duration durationOf(NumberType type) {
        return type == NumberType.TOLL_FREE ? tollFreeDuration() : duration();
    }

    /** What becomes of a number that has rested. */
    enum Afterwards {
        /** Back to its carrier. */
        RELEASE,
        /** Back into the stock. */
        RESTOCK
    }
}
