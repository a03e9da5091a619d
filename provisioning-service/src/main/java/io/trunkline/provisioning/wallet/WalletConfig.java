package io.trunkline.provisioning.wallet;

import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Wallets of workspaces. */
@ConfigMapping(prefix = "trunkline.wallet")
public interface WalletConfig {

    /** ISO 4217 code of every wallet. Sale prices in another currency are not used. */
    @WithDefault("USD")
    @Pattern(regexp = "[A-Z]{3}")
    String currency();
}
