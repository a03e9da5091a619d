package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway in which every repetition needs ten first tries. */
public class FewRepetitions implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.carrier-retry-budget.minimum-per-minute", "0", "trunkline.carrier-retry-budget.delay",
                "200ms");
    }
}
