package io.trunkline.simulator.twilio;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Twilio accounts that are played, and how fast things happen on them. */
@ConfigMapping(prefix = "simulator.twilio")
public interface TwilioConfig {

    /** {@code AC} and 32 hexadecimal digits. */
    String accountSid();

    /** Password of every call, and key of every webhook signature. */
    String authToken();

    /** {@code SK} and 32 hexadecimal digits: another user, whose calls about the account are taken. */
    Optional<String> apiKey();

    /** Password of the API key. */
    Optional<String> apiSecret();

    /** Sub-accounts, by any name. */
    Map<String, SubAccount> accounts();

    /** What numbers cost for a month: {@code country:type=amount} in USD, in Twilio's words for types. */
    @WithDefault("US:local=1.15,US:toll free=2.15,CA:local=1.15,CA:toll free=2.15,GB:local=1.15,GB:mobile=1.15,"
            + "GB:national=1.15,GB:toll free=2.15")
    List<String> prices();

    /** The addresses that the account has, each with its country. */
    @WithDefault("AD00000000000000000000000000000000@GB,AD00000000000000000000000000000001@US")
    List<String> addresses();

    /** The approved bundles that the account has. */
    @WithDefault("BU00000000000000000000000000000000")
    List<String> bundles();

    /** From queued to sent, and from sent to delivered. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** For how long search does not offer a released number. Twilio keeps one for its last owner for ten days. */
    @WithDefault("10D")
    Duration releasedHold();

    /** Has numbers, credentials and signatures of its own; the parent's credentials are taken for it too. */
    interface SubAccount {

        String accountSid();

        String authToken();

        Optional<String> apiKey();

        Optional<String> apiSecret();
    }
}
