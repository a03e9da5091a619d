package io.trunkline.kit;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A tenth of the default time-out, so that an outage of seconds spans as many tries as one of minutes. */
public class ShortTimeout implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("trunkline.consumer.handler-timeout", "1s");
    }
}
