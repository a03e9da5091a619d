package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A refused account is probed every two seconds. */
public class ShortProbeIntervalProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.carrier-calls.account-probe-interval", "4s");
    }
}
