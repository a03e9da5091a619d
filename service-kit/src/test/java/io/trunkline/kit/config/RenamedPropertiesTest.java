package io.trunkline.kit.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    void acceptsAnOldNameBesideItsNewOne() {
        assertThatCode(() -> build("TRUNKLINE_SECRETS_EVERY", "trunkline.secrets.reload-interval")).doesNotThrowAnyException();
        assertThatCode(() -> RenamedPropertiesInterceptor.rejectOldNames(
                List.of("A_TWILIO_WEST_KEPT", "a.twilio-west.retention").iterator(), Map.of("a.*.kept", "a.*.retention")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RenamedPropertiesInterceptor.rejectOldNames(
                List.of("A_TWILIO_WEST_KEPT", "a.twilio-east.retention").iterator(), Map.of("a.*.kept", "a.*.retention")))
                .hasMessageContaining("A_TWILIO_WEST_KEPT");
    }

    @Test
    void acceptsANameThatOnlyStartsLikeAnOldOne() {
        assertThatCode(() -> build("trunkline.secrets.every-other")).doesNotThrowAnyException();
    }

    private static void build(String... names) {
        Map<String, String> settings = Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> "1s"));
        new SmallRyeConfigBuilder().addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100)).build();
    }
}
