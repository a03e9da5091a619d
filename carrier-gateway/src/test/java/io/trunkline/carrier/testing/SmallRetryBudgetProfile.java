package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway in which every repetition needs ten first tries. */
public class SmallRetryBudgetProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.carrier-retries.floor", "0", "trunkline.carrier-retries.postpone", "200ms");
    }
}
