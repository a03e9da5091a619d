package io.trunkline.inventory.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Defaults for numbers that are added by hand. */
@ConfigMapping(prefix = "trunkline.stock")
interface StockConfig {

    /** The carrier that has them. */
    @WithDefault("twilio")
    String carrier();
}
