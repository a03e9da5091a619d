package io.trunkline.simulator.twilio;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The one Twilio account that is played, and how fast things happen on it. */
@ConfigMapping(prefix = "simulator.twilio")
public interface TwilioConfig {

    /** {@code AC} and 32 hexadecimal digits. */
    String accountSid();

    /** Password of every call, and key of every webhook signature. */
    String authToken();

    /** From queued to sent, and from sent to delivered. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** For how long search does not offer a released number. Twilio keeps one for its last owner for ten days. */
    @WithDefault("10D")
    Duration releasedHold();
}
