package io.trunkline.simulator.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberInventoryTest {

    private final NumberInventory inventory = new NumberInventory();

    @ParameterizedTest
    @EnumSource
    void findsNumbersOfEveryAreaForEveryCarrier(CarrierShare share) {
        for (String country : inventory.countries()) {
            for (NumberType type : NumberType.values()) {
                for (NumberArea area : inventory.areas(country, type)) {
                    List<InventoryNumber> first = inventory.numbers(area, share, number -> true, 3);

                    assertThat(first).as("%s", area).hasSize(3);
                    assertThat(first).allSatisfy(number -> {
                        assertThat(inventory.find(number.e164()).map(InventoryNumber::e164)).contains(number.e164());
                        assertThat(type == NumberType.TOLL_FREE || country.equals(inventory.countryOf(number.e164())))
                                .as(number.e164()).isTrue();
                    });
                }
            }
        }
    }

    @Test
    void offersNoNumberAtTwoCarriers() {
        NumberArea area = inventory.areas("US", NumberType.LOCAL).get(0);

        for (CarrierShare share : CarrierShare.values()) {
            assertThat(inventory.numbers(area, share, number -> true, 100_000))
                    .allMatch(number -> Arrays.stream(CarrierShare.values())
                            .allMatch(other -> other.has(number) == (other == share)));
        }
    }

    @Test
    void listsEveryAreaCodeOnce() {
        for (String country : List.of("US", "CA", "GB")) {
            List<String> prefixes = inventory.countries().stream().filter(country::equals)
                    .flatMap(code -> Arrays.stream(NumberType.values())
                            .flatMap(type -> inventory.areas(code, type).stream()))
                    .map(NumberArea::prefix).toList();

            assertThat(prefixes).as(country.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
        }
    }

    /** Ten clients search an area whose first numbers are sold and get their responses in time. */
    @Test
    void findsLaterNumbersQuickly() {
        NumberArea area = inventory.areas("US", NumberType.LOCAL).get(0);

        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 200; i++) {
                assertThat(inventory.numbers(area, CarrierShare.TWILIO, number -> !number.contains("55501"), 3)).hasSize(3);
            }
        });
    }

    @Test
    void continuesAfterTheFictionNumbers() {
        NumberArea area = inventory.areas("US", NumberType.LOCAL).get(0);

        List<String> many = inventory.numbers(area, CarrierShare.TWILIO, number -> true, 5_000).stream()
                .map(InventoryNumber::e164)
                .toList();

        assertThat(many).hasSize(5_000).doesNotHaveDuplicates();
    }
}
