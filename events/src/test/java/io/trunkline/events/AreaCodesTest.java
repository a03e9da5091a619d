package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaCodesTest {

    @ParameterizedTest
    @CsvSource({ "US, LOCAL, 212, 212", "US, LOCAL, 1212, 212", "CA, LOCAL, 1416, 416", "US, TOLL_FREE, 1800, 800",
            "GB, LOCAL, 20, 20", "GB, LOCAL, 020, 20", "GB, LOCAL, 4420, 20", "GB, LOCAL, 161, 161", "GB, LOCAL, 0161, 161",
            "GB, LOCAL, 44161, 161", "GB, MOBILE, 7, 7", "GB, MOBILE, 07, 7", "DE, LOCAL, 030, 30", "DE, LOCAL, 4989, 89",
            "FR, LOCAL, 01, 1" })
    void normalizesAreaCodesAsPeopleWriteThem(String country, NumberType type, String written, String expected) {
        assertThat(AreaCodes.normalize(country, type, written)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "US, LOCAL, 21", "US, LOCAL, 212555", "US, LOCAL, 1", "US, LOCAL, 012", "US, LOCAL, 112", "GB, LOCAL, 0",
            "GB, LOCAL, 99", "GB, LOCAL, 44", "GB, LOCAL, 7", "GB, MOBILE, 0" })
    void knowsAreaCodesThatCannotBe(String country, NumberType type, String written) {
        assertThat(AreaCodes.normalize(country, type, written)).isEmpty();
    }
}
