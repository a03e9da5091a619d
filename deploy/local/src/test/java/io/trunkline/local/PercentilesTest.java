package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void returnsMeasuredValues() {
        // Given
        Percentiles hundred = Percentiles.of(IntStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList());

        // Then
        assertThat(hundred.at(50)).isEqualTo(50);
        assertThat(hundred.at(99)).isEqualTo(99);
        assertThat(hundred.at(100)).isEqualTo(100);
        assertThat(Percentiles.of(List.of(7)).at(1)).isEqualTo(7);
    }

    @Test
    void formatsAsText() {
        assertThat(Percentiles.of(List.of(3, 1, 2))).hasToString("median 2 ms, p99 3 ms, longest 3 ms (of 3)");
    }
}
