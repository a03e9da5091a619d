package io.trunkline.inventory.stock;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When an unanswered command to carrier-gateway is sent again. */
@ConfigMapping(prefix = "trunkline.command-resend")
interface CommandResendConfig {

    /** How long to wait for the answer. Longer than carrier-gateway's own retries. */
    @WithDefault("15m")
    Duration after();

    /** How often to check for unanswered commands. */
    @WithDefault("1m")
    Duration checkInterval();
}
