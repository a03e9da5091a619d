package io.trunkline.carrier.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

    @ParameterizedTest
    @CsvSource({ "a, 0, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "€, 80, 1", "€, 81, 2", "ş, 70, 1", "ş, 71, 2",
            "ş, 135, 3", "👋, 35, 1", "👋, 36, 2" })
    void countsSegmentsLikeTheCarriers(String character, int times, int segments) {
        assertThat(Segments.of(character.repeat(times))).isEqualTo(segments);
        assertThat(Segments.of(null)).isEqualTo(1);
    }
}
