package io.trunkline.carrier.testing;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration mappings with their defaults. */
public final class DefaultConfig {

    private DefaultConfig() {
    }

    public static <T> T of(Class<T> mapping) {
        return of(mapping, Map.of());
    }

    /** @param changes properties that differ from the defaults */
    public static <T> T of(Class<T> mapping, Map<String, String> changes) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(mapping)
                .withSources(new PropertiesConfigSource(changes, "test", 100)).build().getConfigMapping(mapping);
    }
}
