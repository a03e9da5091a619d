package io.trunkline.simulator.twilio;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated Twilio accounts and their timing. */
@ConfigMapping(prefix = "simulator.twilio")
public interface TwilioConfig {

    /** {@code AC} and 32 hexadecimal digits. */
    String accountSid();

    /** Password of every request, and key of webhook signatures. */
    String authToken();

    /** {@code SK} and 32 hexadecimal digits: a second user of the account. */
    Optional<String> apiKey();

    /** Password of the API key. */
    Optional<String> apiSecret();

    /** Sub-accounts, by any name. */
    Map<String, SubAccount> accounts();

    /** Monthly prices of numbers: {@code country:type=amount} in USD, with Twilio's names of the types. */
    @WithDefault("US:local=1.15,US:toll free=2.15,CA:local=1.15,CA:toll free=2.15,GB:local=1.15,GB:mobile=1.15,"
            + "GB:national=1.15,GB:toll free=2.15")
    List<String> prices();

    /** The addresses of the account, each with its country. */
    @WithDefault("AD00000000000000000000000000000000@GB,AD00000000000000000000000000000001@US")
    List<String> addresses();

    /** The approved bundles of the account. */
    @WithDefault("BU00000000000000000000000000000000")
    List<String> bundles();

    /** Delay from queued to sent, and from sent to delivered. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** How long search omits a released number. Twilio holds it for the last owner for ten days. */
    @WithDefault("10D")
    Duration releasedHold();

    /** An account with its own numbers, credentials and signatures. The parent's credentials are valid for it too. */
    interface SubAccount {

        String accountSid();

        String authToken();

        Optional<String> apiKey();

        Optional<String> apiSecret();
    }
}
