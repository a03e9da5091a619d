package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Every retry needs ten first attempts. */
public class SmallRetryBudgetProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.carrier-retry-budget.minimum-per-minute", "0", "trunkline.carrier-retry-budget.delay",
                "200ms");
    }
}
