package io.trunkline.carrier.adapter.conformance;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.FakeCarrier;
import io.trunkline.events.AccountNames;
import io.trunkline.kit.secret.SecretFiles;

/** What the conformance kit has to know of an adapter: each has one interface that extends this one, for all its tests. */
public interface AdapterFixture {

    /** The carrier's, as in configuration and webhook paths. */
    String name();

    /** Which of its accounts is tested: below {@code accounts} in its configuration; null for the main one. */
    default String account() {
        return null;
    }

    /** The property of the secret, below the account's prefix. */
    String secretProperty();

    /** @param properties all of them, with their prefix */
    CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper);

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
    default FakeCarrier fake() {
        return CarrierSimulator.fakeCarrier(name(), AccountNames.of(name(), account()));
    }
}
