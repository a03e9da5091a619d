package io.trunkline.carrier.conformance;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.PlayedCarrier;

/** What the conformance kit has to know of an adapter: each has one interface that extends this one, for all its tests. */
public interface TestedAdapter {

    /** As in commands, configuration and webhook paths. */
    String name();

    /** The property of the secret, below the carrier's prefix. */
    String secret();

    /** @param properties all of them, with their prefix */
    Carrier create(Map<String, String> properties, ObjectMapper mapper);

    /** How the carrier says it: JSON members {@code status} and {@code code}; empty when it has no word of its own for it. */
    Optional<String> errorOf(CarrierFailure failure);

    /**
     * What an account is configured with that has every document British mobile numbers need: names below the carrier's
     * prefix, values; empty where documents cannot be given.
     */
    default Map<String, String> documents() {
        return Map.of();
    }

    /** What plays the carrier. */
    default PlayedCarrier played() {
        return CarrierSimulator.playing(name());
    }
}
