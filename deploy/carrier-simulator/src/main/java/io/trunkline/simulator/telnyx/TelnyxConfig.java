package io.trunkline.simulator.telnyx;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Telnyx accounts that are played, and how fast things happen on them. */
@ConfigMapping(prefix = "simulator.telnyx")
public interface TelnyxConfig {

    /** Bearer token of every call. */
    String apiKey();

    /** The Ed25519 key that signs every webhook, in Base64: its seed of 32 bytes, or PKCS #8. */
    String privateKey();

    /** More accounts, by the name that the ledger gives them. */
    Map<String, Account> accounts();

    /** From the order to its outcome. Telnyx takes seconds for most numbers of the US. */
    @WithDefault("150ms")
    Duration orderDelay();

    /** Where {@code number_order.complete} goes; without it nobody is told and orders must be polled. */
    Optional<String> orderWebhookUrl();

    /** From queued to sent, and from sent to delivered. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** Between two tries of a webhook. */
    @WithDefault("200ms")
    Duration webhookRetryPause();

    /** How long an endpoint has to answer. */
    @WithDefault("2s")
    Duration webhookTimeout();

    /** For how long a released number is not for sale. In the US no number comes back before 45 days: 47 CFR 52.15(f). */
    @WithDefault("45D")
    Duration releasedHold();

    /** Has numbers, profiles, a key and signatures of its own. */
    interface Account {

        String apiKey();

        String privateKey();
    }
}
