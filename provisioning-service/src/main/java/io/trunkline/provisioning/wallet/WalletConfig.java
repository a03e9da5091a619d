package io.trunkline.provisioning.wallet;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The one price and currency there is. */
@ConfigMapping(prefix = "trunkline.wallet")
public interface WalletConfig {

    /** ISO 4217 code of every wallet. */
    @WithDefault("USD")
    @Pattern(regexp = "[A-Z]{3}")
    String currency();

    /** What a number bought by choice costs for a month, in minor units. */
    @WithDefault("150")
    @Positive
    long numberPriceCents();
}
