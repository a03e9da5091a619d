package io.trunkline.inventory.stock;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When what carrier-gateway was told is said again. */
@ConfigMapping(prefix = "trunkline.command-resend")
interface CommandResendConfig {

    /** How long its answer may take: longer than it needs to try for itself. */
    @WithDefault("15m")
    Duration after();

    /** How often to look for what is unanswered. */
    @WithDefault("1m")
    Duration checkInterval();
}
