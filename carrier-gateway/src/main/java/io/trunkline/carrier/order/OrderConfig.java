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

    /** Purchase attempts per order when each candidate was sold already. */
    @WithDefault("5")
    int candidates();

    /** Searches per order, while other orders are buying every number that was found, before it fails. */
    @WithDefault("20")
    int searches();

    /** Numbers per search, 1–100. */
    @WithDefault("50")
    int sample();

    /** Delays before the look-ups of a purchase of unknown outcome; after the last one the order needs attention. */
    @WithDefault("5s,30s,2m,10m,1h,6h,1d")
    List<Duration> lookupBackoff();

    /** Delays before each query of a purchase that the carrier decides later; the last one is repeated. */
    @WithDefault("500ms,1s,2s,5s,10s,30s,1m,5m,15m,1h")
    List<Duration> pendingBackoff();

    /** How often an order that needs attention is looked up: a carrier may show a purchase late. */
    @WithDefault("6h")
    Duration attentionLookupInterval();

    /**
     * When a purchase that was not found, after an unknown outcome, is looked up again: after each of these times since it was
     * concluded that nothing was bought. A number that appears then is given back.
     */
    @WithDefault("10m,1h,6h,1d")
    List<Duration> recheckAfter();

    /** How long after an unknown outcome an empty look-up is not conclusive. */
    @WithDefault("5s")
    Duration lookupDelay();

    /** Age at which succeeded and failed orders are deleted. They are the proof of purchases. */
    @WithDefault("400d")
    Duration retention();

    /** Maximum age of an order when a purchase is sent. An older one fails as soon as it is known that nothing was bought. */
    @WithDefault("15m")
    Duration giveUpAfter();
}
