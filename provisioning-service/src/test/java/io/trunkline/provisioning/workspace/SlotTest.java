package io.trunkline.provisioning.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.trunkline.events.NumberType;
import io.trunkline.provisioning.workspace.Slot.Label;
import io.trunkline.provisioning.workspace.Slot.State;

/** The transitions of a slot. */
class SlotTest {

    private static final Map<State, List<Consumer<Slot>>> TRANSITIONS = Map.of(
            State.FILLING, List.of(slot -> slot.startFilling(UUID.randomUUID())),
            State.FILLED, List.of(SlotTest::fill),
            State.EMPTYING, List.of(slot -> slot.startEmptying(UUID.randomUUID())),
            State.VACANT, List.of(Slot::empty, slot -> slot.failFilling(true)));

    @ParameterizedTest
    @EnumSource(State.class)
    void allowsTheTransitionsOfTheTableAndRefusesTheOthers(State from) {
        Arrays.stream(State.values()).forEach(to -> TRANSITIONS.get(to).forEach(transition -> {
            Slot slot = slotIn(from);
            if (from.next().contains(to)) {
                transition.accept(slot);
                assertThat(slot.state()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> transition.accept(slot)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("cannot go from " + from + " to " + to);
                assertThat(slot.state()).isEqualTo(from);
            }
        }));
    }

    @Test
    void isExhaustedAfterFiveWastedPurchases() {
        Slot slot = slotIn(State.VACANT);
        for (int i = 1; i <= 5; i++) {
            assertThat(slot.isExhausted()).isFalse();
            slot.startFilling(UUID.randomUUID());
            slot.failFilling(true);
        }

        assertThat(slot.isExhausted()).isTrue();
        assertThat(slot.attempt()).isEqualTo(5);
    }

    @Test
    void aNumberResetsTheAttempts() {
        Slot slot = slotIn(State.VACANT);
        slot.startFilling(UUID.randomUUID());
        slot.failFilling(true);

        slot.startFilling(UUID.randomUUID());
        fill(slot);

        assertThat(slot.attempt()).isZero();
        assertThat(slot.wastedPurchases()).isZero();
    }

    @Test
    void hasOnePrimaryNumber() {
        Slot first = slotIn(State.FILLED);
        first.assignLabel(Label.SALES, List.of(first));
        Slot second = slotIn(State.FILLING);
        second.assignLabel(Label.PRIMARY, List.of(first, second));
        Slot third = slotIn(State.FILLING);
        third.assignLabel(Label.SUPPORT, List.of(first, second, third));

        assertThat(List.of(first, second, third)).extracting(Slot::label)
                .containsExactly(Label.PRIMARY, Label.CUSTOM, Label.SUPPORT);
    }

    private static Slot slotIn(State state) {
        Slot slot = Slot.vacant("org_1", Slot.includedName(1), Slot.Kind.INCLUDED);
        if (state != State.VACANT) {
            slot.startFilling(UUID.randomUUID());
        }
        if (state == State.FILLED || state == State.EMPTYING) {
            fill(slot);
        }
        if (state == State.EMPTYING) {
            slot.startEmptying(UUID.randomUUID());
        }
        return slot;
    }

    private static void fill(Slot slot) {
        slot.fill(UUID.randomUUID(), "+14155550142", NumberType.LOCAL, "US", Instant.now());
    }
}
