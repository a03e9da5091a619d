package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;

/** The contract of {@link io.trunkline.carrier.spi.Carrier} for search and prices. */
public abstract class OfferConformance extends AdapterTest {

    @Test
    void findsLocalNumbersByAreaCode() {
        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "206", 7)))).hasSize(7)
                .extracting(AvailableNumber::e164).doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(number).startsWith("+1206"));
    }

    @Test
    void findsNumbersOfEveryDeclaredType() {
        if (carrier.capabilities().contains(Capability.TOLL_FREE_NUMBERS)) {
            assertThat(item(carrier.search(new NumberSearch("US", NumberType.TOLL_FREE, null, 3)))).hasSize(3)
                    .allSatisfy(number -> assertThat(PhoneNumbers.describe(number.e164()).orElseThrow().numberType())
                            .isEqualTo(NumberType.TOLL_FREE));
        }
        if (carrier.capabilities().contains(Capability.MOBILE_NUMBERS)) {
            assertThat(item(carrier.search(new NumberSearch("GB", NumberType.MOBILE, null, 3))))
                    .allSatisfy(number -> assertThat(number.e164()).startsWith("+447"));
            assertThat(item(carrier.search(new NumberSearch("US", NumberType.MOBILE, null, 3))))
                    .as("a missing type is not a failure").isEmpty();
        }
    }

    @Test
    void describesAvailableNumbers() {
        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "206", 3)))).allSatisfy(number -> {
            assertThat(number.numberType()).isEqualTo(NumberType.LOCAL);
            assertThat(number.country()).isEqualTo("US");
            assertThat(number.region()).as("or unknown").isIn("WA", null);
            assertThat(number.locality()).as("or unknown").isIn("Seattle", "SEATTLE", null);
            assertThat(number.capabilities()).isEqualTo(new Capabilities(true, true, true));
        });
    }

    @Test
    void findsNumbersByDigitsIfSupported() {
        String number = availableNumber();
        String national = number.substring(2);

        searchIfSupported(searchByDigits("206", "77")).ifPresent(numbers -> {
            assertThat(numbers).isNotEmpty()
                    .allSatisfy(found -> assertThat(found.e164()).startsWith("+1206").contains("77"));
            assertThat(item(carrier.search(searchByDigits(null, national)))).extracting(AvailableNumber::e164)
                    .containsExactly(number);
            buy(number);
            assertThat(item(carrier.search(searchByDigits(null, national)))).isEmpty();
        });
    }

    @Test
    void findsNumbersByLocalityIfSupported() {
        searchIfSupported(new NumberSearch("US", NumberType.LOCAL, null, null, NumberSearch.SMS_CAPABLE, "Seattle", 3))
                .ifPresent(numbers -> assertThat(numbers).isNotEmpty()
                        .allSatisfy(number -> assertThat(number.locality()).isEqualToIgnoringCase("Seattle")));
    }

    /** Empty if the carrier does not support the search. */
    private Optional<List<AvailableNumber>> searchIfSupported(NumberSearch search) {
        return item(carrier.search(search).map(Optional::of).onFailure(CarrierException.class).recoverWithItem(failure -> {
            assertThat(((CarrierException) failure).failure()).isEqualTo(NOT_SUPPORTED);
            return Optional.empty();
        }));
    }

    private static NumberSearch searchByDigits(String areaCode, String digits) {
        return new NumberSearch("US", NumberType.LOCAL, areaCode, digits, NumberSearch.ANY_CAPABILITIES, null, 10);
    }

    @Test
    void returnsAnEmptyListWhenNothingIsAvailable() {
        fault("\"operation\":\"search\",\"fault\":\"NO_INVENTORY\"");

        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, null, 3)))).isEmpty();
    }

    @Test
    void returnsMonthlyCostsIfSupported() {
        if (!carrier.capabilities().contains(Capability.PRICE_LIST)) {
            assertThat(failure(carrier.monthlyCosts("US")).failure()).isEqualTo(NOT_SUPPORTED);
            return;
        }
        Map<NumberType, Cost> costs = item(carrier.monthlyCosts("US"));

        assertThat(costs).containsKeys(NumberType.LOCAL, NumberType.TOLL_FREE)
                .as("a missing type has no price").doesNotContainKey(NumberType.MOBILE);
        assertThat(costs.values()).allSatisfy(cost -> {
            assertThat(cost.minorUnits()).as("cents, not dollars").isBetween(50L, 1_000L);
            assertThat(cost.currency()).isEqualTo("USD");
        });
    }

    @Test
    void returnsTheCostOfEachNumberIfDeclared() {
        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, null, 5)))).isNotEmpty()
                .allSatisfy(number -> assertThat(number.monthlyCost().isPresent())
                        .isEqualTo(carrier.capabilities().contains(Capability.NUMBER_PRICES)));
    }

    @Test
    void returnsNoCostsForACountryWithoutPrices() {
        if (carrier.capabilities().contains(Capability.PRICE_LIST)) {
            assertThat(item(carrier.monthlyCosts("AQ"))).isEmpty();
        }
    }
}
