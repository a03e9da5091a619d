package io.trunkline.simulator.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StockTest {

    private final Stock stock = new Stock();

    @ParameterizedTest
    @EnumSource
    void everyAreaHasNumbersOfItsCountryForEveryCarrierAndTheyAreFoundAgain(Share share) {
        for (String country : stock.countries()) {
            for (NumberType type : NumberType.values()) {
                for (Area area : stock.areas(country, type)) {
                    List<StockNumber> first = stock.numbers(area, share, number -> true, 3);

                    assertThat(first).as("%s", area).hasSize(3);
                    assertThat(first).allSatisfy(number -> {
                        assertThat(stock.find(number.e164()).map(StockNumber::e164)).contains(number.e164());
                        assertThat(type == NumberType.TOLL_FREE || country.equals(stock.countryOf(number.e164())))
                                .as(number.e164()).isTrue();
                    });
                }
            }
        }
    }

    @Test
    void noNumberIsForSaleAtTwoCarriers() {
        Area area = stock.areas("US", NumberType.LOCAL).get(0);

        for (Share share : Share.values()) {
            assertThat(stock.numbers(area, share, number -> true, 100_000))
                    .allMatch(number -> Arrays.stream(Share.values()).allMatch(other -> other.has(number) == (other == share)));
        }
    }

    @Test
    void everyAreaCodeStandsOnce() {
        for (String country : List.of("US", "CA", "GB")) {
            List<String> prefixes = stock.countries().stream().filter(country::equals)
                    .flatMap(code -> Arrays.stream(NumberType.values())
                            .flatMap(type -> stock.areas(code, type).stream()))
                    .map(Area::prefix).toList();

            assertThat(prefixes).as(country.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
        }
    }

    /** Ten clients that search an area whose first numbers are sold get their answers within a client's patience. */
    @Test
    void numbersBehindTheFirstAreFoundQuickly() {
        Area area = stock.areas("US", NumberType.LOCAL).get(0);

        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 200; i++) {
                assertThat(stock.numbers(area, Share.TWILIO, number -> !number.contains("55501"), 3)).hasSize(3);
            }
        });
    }

    @Test
    void fictionRunsOutAndStockDoesNot() {
        Area area = stock.areas("US", NumberType.LOCAL).get(0);

        List<String> many = stock.numbers(area, Share.TWILIO, number -> true, 5_000).stream().map(StockNumber::e164)
                .toList();

        assertThat(many).hasSize(5_000).doesNotHaveDuplicates();
    }
}
