package io.trunkline.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = { "null|5", "wait=0|0", "respond-async, wait=7|7",
            "wait=999|30", "handling=lenient|5", "wait=x|5" })
    void parsesThePreferHeader(String header, long seconds) {
        assertThat(Prefer.waitOf(header)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
