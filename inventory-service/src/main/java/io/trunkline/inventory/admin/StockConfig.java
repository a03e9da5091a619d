package io.trunkline.inventory.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is assumed of numbers that are added by hand. */
@ConfigMapping(prefix = "trunkline.stock")
interface StockConfig {

    /** Who holds them for us. */
    @WithDefault("twilio")
    String carrier();
}
