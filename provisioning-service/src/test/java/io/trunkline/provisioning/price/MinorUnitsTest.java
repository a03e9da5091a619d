package io.trunkline.provisioning.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ISO 4217 gives a currency's minor unit; a fraction of it is rounded up. */
class MinorUnitsTest {

    @ParameterizedTest
    @CsvSource({ "USD, 1.50, 150", "USD, 1.501, 151", "USD, 0, 0", "JPY, 150, 150", "JPY, 149.01, 150", "KWD, 1.5, 1500",
            "XAU, 2, 2" })
    void convertsMajorUnits(String currency, BigDecimal amount, long minorUnits) {
        assertThat(new SalePrice(currency, 0, 0).minorUnits(amount)).isEqualTo(minorUnits);
    }
}
