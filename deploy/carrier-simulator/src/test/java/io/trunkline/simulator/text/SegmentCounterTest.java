package io.trunkline.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentCounterTest {

    @Test
    void countsSegments() {
        assertThat(SegmentCounter.count("")).isEqualTo(1);
        assertThat(SegmentCounter.count("a".repeat(160))).isEqualTo(1);
        assertThat(SegmentCounter.count("a".repeat(161))).isEqualTo(2);
        assertThat(SegmentCounter.count("a".repeat(306))).isEqualTo(2);
        assertThat(SegmentCounter.count("a".repeat(307))).isEqualTo(3);
        assertThat(SegmentCounter.count("€".repeat(80))).isEqualTo(1);
        assertThat(SegmentCounter.count("€".repeat(81))).isEqualTo(2);
    }

    @Test
    void oneEmojiMakesItUcs2() {
        assertThat(SegmentCounter.count("👋" + "a".repeat(68))).isEqualTo(1);
        assertThat(SegmentCounter.count("👋" + "a".repeat(69))).isEqualTo(2);
    }
}
