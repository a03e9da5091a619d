package io.trunkline.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = { "null|5", "wait=0|0", "respond-async, wait=7|7",
            "wait=999|30", "handling=lenient|5", "wait=x|5", "foo=\"a, wait=20\", wait=0|0", "wait=\"3\"|3",
            "foo=\"wait=20\"|5",
            "await=20|5", "wait=2x|5", "Wait=1|1" })
    void parsesThePreferHeader(String header, long seconds) {
        assertThat(Prefer.waitOf(header)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
