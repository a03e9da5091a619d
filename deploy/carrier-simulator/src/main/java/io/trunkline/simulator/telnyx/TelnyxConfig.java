package io.trunkline.simulator.telnyx;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated Telnyx accounts and their timing. */
@ConfigMapping(prefix = "simulator.telnyx")
public interface TelnyxConfig {

    /** Bearer token of every request. */
    String apiKey();

    /** The Ed25519 key that signs webhooks, in Base64: a seed of 32 bytes, or PKCS #8. */
    String privateKey();

    /** More accounts, by their name in the ledger. */
    Map<String, Account> accounts();

    /** Delay from the order to its outcome. Telnyx takes seconds for most US numbers. */
    @WithDefault("150ms")
    Duration orderDelay();

    /** URL of the webhook {@code number_order.complete}. Without it orders must be polled. */
    Optional<String> orderWebhookUrl();

    /** Delay from queued to sent, and from sent to delivered. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** Delay between two attempts of a webhook. */
    @WithDefault("200ms")
    Duration webhookRetryPause();

    /** Timeout of one attempt. */
    @WithDefault("2s")
    Duration webhookTimeout();

    /** How long a released number is not for sale. US numbers are aged for at least 45 days: 47 CFR 52.15(f). */
    @WithDefault("45D")
    Duration releasedHold();

    /** An account with its own numbers, profiles, API key and signatures. */
    interface Account {

        String apiKey();

        String privateKey();
    }
}
