package io.trunkline.carrier.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    @ParameterizedTest
    @CsvSource({ "1.00,USD,100", "1,USD,100", "6.54,USD,654", "1.001,USD,101", "0,EUR,0", "120,JPY,120", "120.1,JPY,121",
            "1.5,KWD,1500" })
    void roundsUpToMinorUnits(String amount, String currency, long minorUnits) {
        assertThat(Cost.parse(amount, currency)).contains(new Cost(minorUnits, currency));
    }

    @Test
    void rejectsInvalidAmounts() {
        assertThat(Cost.parse("free", "USD")).isEmpty();
        assertThat(Cost.parse("-1", "USD")).isEmpty();
        assertThat(Cost.parse("1.00", "dollars")).isEmpty();
        assertThat(Cost.parse(null, "USD")).isEmpty();
        assertThat(Cost.parse("1.00", null)).isEmpty();
        assertThat(Cost.parse("1e999999999", "USD")).isEmpty();
    }
}
