package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void derivesTheSameIdFromTheSameParts() {
        assertThat(Ids.of("a", "bc")).isEqualTo(Ids.of("a", "bc")).isNotEqualTo(Ids.of("ab", "c"));
        assertThat(Ids.of("a").version()).isEqualTo(5);
        assertThat(Ids.next().version()).isEqualTo(7);
    }
}
