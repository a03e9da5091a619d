package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.events.NumberType;

/** How numbers are bought. */
@ConfigMapping(prefix = "trunkline.orders")
public interface OrderConfig {

    /** ISO 3166-1 alpha-2; for orders that name neither number nor country. */
    @WithDefault("US")
    String defaultCountry();

    /** For orders that name neither number nor type. */
    @WithDefault("local")
    NumberType defaultType();

    /** Purchases tried for one order before it fails, when each number turned out to be gone. */
    @WithDefault("5")
    int candidates();

    /** Searches for one order before it fails. */
    @WithDefault("3")
    int searches();

    /** Numbers asked for per search, 1–100. */
    @WithDefault("50")
    int sample();

    /** Waits before each look-up of a purchase of unknown outcome; after the last one a person must look. */
    @WithDefault("5s,30s,2m,10m,1h,6h,1d")
    List<Duration> lookupBackoff();

    /** Waits before each question how a purchase that the carrier decides later stands; the last one is repeated. */
    @WithDefault("500ms,1s,2s,5s,10s,30s,1m,5m,15m,1h")
    List<Duration> pendingBackoff();

    /** How long after an unknown outcome "not found" may be believed. */
    @WithDefault("5s")
    Duration lookupDelay();

    /** How long orders are kept that succeeded or failed: they are the proof of purchases. */
    @WithDefault("400d")
    Duration retention();

    /** How old an order may be when a purchase is sent; then it fails, once it is known that nothing was bought. */
    @WithDefault("15m")
    Duration giveUpAfter();
}
