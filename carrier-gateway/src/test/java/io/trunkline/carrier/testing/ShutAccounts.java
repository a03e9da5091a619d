package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway that tries an account that was refused every two seconds. */
public class ShutAccounts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.carrier-calls.account-probe-interval", "2s");
    }
}
