package io.trunkline.simulator.twilio.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class StockTest {

    private final Stock stock = new Stock();

    @Test
    void everyAreaHasNumbersOfItsCountryAndTheyAreFoundAgain() {
        for (String country : stock.countries()) {
            for (NumberType type : NumberType.values()) {
                for (Area area : stock.areas(country, type)) {
                    List<StockNumber> first = stock.numbers(List.of(area), null, number -> true, 3);

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
    void everyAreaCodeStandsOnce() {
        for (String country : List.of("US", "CA", "GB")) {
            List<String> prefixes = stock.countries().stream().filter(country::equals)
                    .flatMap(code -> Arrays.stream(NumberType.values())
                            .flatMap(type -> stock.areas(code, type).stream()))
                    .map(Area::prefix).toList();

            assertThat(prefixes).as(country.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
        }
    }

    @Test
    void fictionRunsOutAndStockDoesNot() {
        Area area = stock.areas("US", NumberType.LOCAL).get(0);

        List<String> many = stock.numbers(List.of(area), null, number -> true, 5_000).stream().map(StockNumber::e164)
                .toList();

        assertThat(many).hasSize(5_000).doesNotHaveDuplicates();
    }
}
