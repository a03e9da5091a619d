package io.trunkline.carrier.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.trunkline.carrier.adapter.example.ExampleFixture;

/**
 * Several accounts at each carrier: one bound to the workspace {@code ws_bound}, one without a secret. Beside them the example
 * carrier, whose classes are in the tests.
 */
public class MultipleAccountsProfile implements QuarkusTestProfile {

    @Override
    public String getConfigProfile() {
        return "test," + ExampleFixture.PROFILE;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(CarrierSimulator.additionalAccounts());
        config.putAll(ExampleFixture.configuration());
        config.put("trunkline.carriers.twilio.accounts.silent.account-sid", "AC" + "0".repeat(32));
        config.put("trunkline.routing.workspaces.ws_bound", "twilio-west");
        config.put("trunkline.routing.coverage", "twilio-east:CA");
        return config;
    }
}
