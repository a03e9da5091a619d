package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.NumberType;

class PriceCheckTest {

    private static final AvailableNumber CHEAP = number(Optional.of(new Cost(100, "USD")));
    private static final AvailableNumber EXPENSIVE = number(Optional.of(new Cost(1000, "USD")));
    private static final AvailableNumber UNKNOWN = number(Optional.empty());

    @Test
    void selectsTheNumbersWithTheLowestKnownCost() {
        assertThat(PriceCheck.cheapest(List.of(EXPENSIVE, CHEAP, UNKNOWN, CHEAP))).containsExactly(CHEAP, CHEAP);
        assertThat(PriceCheck.cheapest(List.of(EXPENSIVE))).containsExactly(EXPENSIVE);
        assertThat(PriceCheck.cheapest(List.of(UNKNOWN, UNKNOWN))).hasSize(2);
    }

    private static AvailableNumber number(Optional<Cost> cost) {
        return new AvailableNumber("+14155550142", NumberType.LOCAL, "US", null, null, NumberSearch.ANY_CAPABILITIES, cost);
    }
}
