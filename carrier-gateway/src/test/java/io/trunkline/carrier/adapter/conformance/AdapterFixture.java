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

/** Describes an adapter to the conformance kit. Each adapter has one sub-interface for all its tests. */
public interface AdapterFixture {

    /** The carrier's name, as in configuration and webhook paths. */
    String name();

    /** The tested account, by its name below {@code accounts} in the configuration; null for the main account. */
    default String account() {
        return null;
    }

    /** The property of the secret, below the account's prefix. */
    String secretProperty();

    /** @param properties all properties, with their prefix */
    CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper);

    /** The carrier's error: JSON members {@code status} and {@code code}; empty when it has no code for the failure. */
    Optional<String> errorOf(CarrierFailure failure);

    /**
     * The configuration of an account with all documents for British mobile numbers: values by property name below the
     * carrier's prefix; empty if the carrier accepts no documents.
     */
    default Map<String, String> documents() {
        return Map.of();
    }

    /** The carrier of the tests; by default the simulator. */
    default FakeCarrier fake() {
        return CarrierSimulator.fakeCarrier(name(), AccountNames.of(name(), account()));
    }
}
