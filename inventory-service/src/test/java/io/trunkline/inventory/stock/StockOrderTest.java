package io.trunkline.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.inventory.stock.StockOrder.State;

class StockOrderTest {

    /** A number that arrives after a failure still counts: it was bought and is paid for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PENDING | UNKNOWN | UNKNOWN", "PENDING | BOUGHT | BOUGHT", "PENDING | FAILED | FAILED",
            "UNKNOWN | UNKNOWN | UNKNOWN", "UNKNOWN | BOUGHT | BOUGHT", "UNKNOWN | FAILED | FAILED",
            "BOUGHT  | UNKNOWN | BOUGHT", "BOUGHT  | BOUGHT | BOUGHT", "BOUGHT  | FAILED | BOUGHT",
            "FAILED  | UNKNOWN | FAILED", "FAILED  | BOUGHT | BOUGHT", "FAILED  | FAILED | FAILED" })
    void appliesEachOutcomeInEachState(State state, State outcome, State expected) {
        // Given
        StockOrder order = new StockOrder(UUID.randomUUID(), UUID.randomUUID(), 0, new BuyNumbers(1, null, null, null, null),
                "user_1");
        apply(order, state);

        // When
        apply(order, outcome);

        // Then
        assertThat(order.state()).isEqualTo(expected);
        assertThat(order.isFinal()).isEqualTo(expected == State.BOUGHT || expected == State.FAILED);
        assertThat(order.code() != null).as("a reason code").isEqualTo(expected == State.FAILED);
    }

    @Test
    void anUndecidedOrderShowsWhyUntilItIsDecided() {
        // Given
        StockOrder order = new StockOrder(UUID.randomUUID(), UUID.randomUUID(), 0, new BuyNumbers(1, null, null, null, null),
                "user_1");

        // When Then
        assertThat(order.markNeedsAttention("OTHER_NUMBER_SOLD", "Another number")).isTrue();
        assertThat(order.markNeedsAttention("OTHER_NUMBER_SOLD", "Another number")).as("no news").isFalse();
        assertThat(order.state()).isEqualTo(State.UNKNOWN);
        assertThat(order.code()).isEqualTo("OTHER_NUMBER_SOLD");
        order.markBought(new Bought());
        assertThat(order.code()).isNull();
        assertThat(order.markNeedsAttention("OTHER_NUMBER_SOLD", "Another number")).isFalse();
    }

    private static void apply(StockOrder order, State outcome) {
        Consumer<StockOrder> change = switch (outcome) {
            case PENDING -> unchanged -> {
            };
            case UNKNOWN -> StockOrder::markUnknown;
            case BOUGHT -> bought -> bought.markBought(new Bought());
            case FAILED -> failed -> failed.markFailed("NO_INVENTORY", "Nothing matches");
        };
        change.accept(order);
    }

    private static final class Bought extends PhoneNumber {
    }
}
