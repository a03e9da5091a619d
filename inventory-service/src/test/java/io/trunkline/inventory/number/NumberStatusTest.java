package io.trunkline.inventory.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberStatusTest {

    @Test
    void everyLifecycleIsReachableFromOwnedAndLeadsToReleased() {
        assertThat(reachable(Lifecycle.OWNED, Lifecycle::nextStates)).containsExactlyInAnyOrder(Lifecycle.values());
        assertThat(Lifecycle.RELEASED.nextStates()).isEmpty();
        assertThat(Lifecycle.values()).allSatisfy(
                lifecycle -> assertThat(reachable(lifecycle, Lifecycle::nextStates)).contains(Lifecycle.RELEASED));
    }

    @Test
    void everyAssignmentIsReachableFromFreeAndLeadsBackToFree() {
        assertThat(reachable(Assignment.FREE, Assignment::nextStates)).containsExactlyInAnyOrder(Assignment.values());
        assertThat(Assignment.values()).allSatisfy(
                assignment -> assertThat(reachable(assignment, Assignment::nextStates)).contains(Assignment.FREE));
    }

    @Test
    void noStateIsItsOwnSuccessor() {
        assertThat(Lifecycle.values()).allSatisfy(state -> assertThat(state.nextStates()).doesNotContain(state));
        assertThat(Assignment.values()).allSatisfy(state -> assertThat(state.nextStates()).doesNotContain(state));
    }

    @ParameterizedTest
    @EnumSource(NumberStatus.class)
    void everyStatusIsOnePairOfStates(NumberStatus status) {
        assertThat(NumberStatus.of(status.lifecycle(), status.assignment())).isEqualTo(status);
        assertThat(NumberStatus.parse(status.publicName())).contains(status);
    }

    @Test
    void everyValidPairOfStatesHasAStatus() {
        for (Lifecycle lifecycle : Lifecycle.values()) {
            for (Assignment assignment : Assignment.values()) {
                if (lifecycle == Lifecycle.OWNED || assignment == Assignment.FREE) {
                    assertThat(NumberStatus.of(lifecycle, assignment)).isNotNull();
                } else {
                    assertThatIllegalArgumentException().isThrownBy(() -> NumberStatus.of(lifecycle, assignment));
                }
            }
        }
    }

    @Test
    void hasThePublicNamesOfTheApi() {
        assertThat(Arrays.stream(NumberStatus.values()).map(NumberStatus::publicName))
                .isEqualTo(List.of("available", "assigned",
                        "suspended", "pending", "inactive", "quarantined", "released"));
    }

    private static <S extends Enum<S>> Set<S> reachable(S start, Function<S, Set<S>> next) {
        EnumSet<S> reached = EnumSet.of(start);
        while (true) {
            EnumSet<S> further = EnumSet.copyOf(reached);
            reached.forEach(state -> further.addAll(next.apply(state)));
            if (further.equals(reached)) {
                return reached;
            }
            reached = further;
        }
    }
}
