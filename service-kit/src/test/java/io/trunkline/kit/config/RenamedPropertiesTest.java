package io.trunkline.kit.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class RenamedPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = { "trunkline.secrets.every", "TRUNKLINE_SECRETS_EVERY" })
    void rejectsAnOldNameAndShowsTheNewOne(String name) {
        assertThatThrownBy(() -> build(name)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'").hasMessageContaining("trunkline.secrets.reload-interval");
    }

    @Test
    void acceptsTheNewName() {
        assertThatCode(() -> build("trunkline.secrets.reload-interval")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.twilio-west.kept", "A_TWILIO_WEST_KEPT" })
    void rejectsAnOldNameWithAWildcard(String name) {
        assertThatThrownBy(() -> RenamedPropertiesInterceptor.rejectOldNames(List.of(name).iterator(),
                Map.of("a.*.kept", "a.*.retention"))).hasMessageContaining("a.*.retention");
    }

    @Test
    void acceptsANameThatOnlyStartsLikeAnOldOne() {
        assertThatCode(() -> build("trunkline.secrets.every-other")).doesNotThrowAnyException();
    }

    private static void build(String name) {
        new SmallRyeConfigBuilder().addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(Map.of(name, "1s"), "test", 100)).build();
    }
}
