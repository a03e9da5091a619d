package io.trunkline.simulator.clerk;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Target and signature of Clerk's webhooks. */
@ConfigMapping(prefix = "simulator.clerk")
public interface ClerkConfig {

    String webhookUrl();

    /** {@code whsec_} and the key in Base64. */
    String webhookSecret();

    /** Delays between attempts. Svix uses 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. */
    @WithDefault("1s,2s,5s,10s,30s,60s,120s")
    List<Duration> retrySchedule();

    /** Timeout of one attempt. Svix uses 15 s. */
    @WithDefault("15s")
    Duration timeout();
}
