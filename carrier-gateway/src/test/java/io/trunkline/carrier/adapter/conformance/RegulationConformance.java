package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.ADDRESS_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.REGULATORY_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.NumberType;

/** The contract of {@link Carrier} for numbers that need an address or documents. */
public abstract class RegulationConformance extends AdapterTest {

    private static final NumberSearch BRITISH = new NumberSearch("GB", NumberType.MOBILE, null, 10);

    /** Without documents the purchase is refused, and no order stays pending. */
    @Test
    void rejectsANumberThatNeedsDocuments() {
        fake().regulatedNumber().ifPresent(number -> {
            assertThat(refusal(purchase(number, reference))).isIn(ADDRESS_REQUIRED, REGULATORY_REQUIRED);
            assertThat(item(carrier.findOrders(reference))).allSatisfy(
                    outcome -> assertThat(outcome).isInstanceOf(OrderOutcome.Failed.class));
            assertThat(fake().ownedNumbers(reference)).isEmpty();
        });
    }

    @Test
    void buysARegulatedNumberWithDocuments() {
        if (!documents().isEmpty()) {
            // Given
            carrier = withDocuments();
            String number = item(carrier.search(BRITISH)).get(0).e164();

            // When
            OwnedNumber bought = buy(number);

            // Then
            assertThat(bought.e164()).isEqualTo(number).startsWith("+447");
            assertThat(fake().ownedNumbers(reference)).containsExactly(number);
        }
    }

    @Test
    void documentsOfOneCountryDoNotAffectAnother() {
        carrier = withDocuments();

        assertThat(item(carrier.search(new NumberSearch("US", NumberType.LOCAL, "206", 3)))).hasSize(3);
        assertThat(buy(availableNumber()).reference()).isEqualTo(reference);
    }

    private Carrier withDocuments() {
        return connect(fake().url(), documents().entrySet().stream()
                .flatMap(property -> Stream.of(property.getKey(), property.getValue())).toArray(String[]::new));
    }
}
