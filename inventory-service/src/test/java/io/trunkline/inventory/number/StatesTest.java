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

class StatesTest {

    @Test
    void everyLifecycleIsReachedFromOwnedAndEndsReleased() {
        assertThat(reachable(Lifecycle.OWNED, Lifecycle::next)).containsExactlyInAnyOrder(Lifecycle.values());
        assertThat(Lifecycle.RELEASED.next()).isEmpty();
        assertThat(Lifecycle.values()).allSatisfy(
                lifecycle -> assertThat(reachable(lifecycle, Lifecycle::next)).contains(Lifecycle.RELEASED));
    }

    @Test
    void everyAssignmentIsReachedFromFreeAndFreeFromEvery() {
        assertThat(reachable(Assignment.FREE, Assignment::next)).containsExactlyInAnyOrder(Assignment.values());
        assertThat(Assignment.values()).allSatisfy(
                assignment -> assertThat(reachable(assignment, Assignment::next)).contains(Assignment.FREE));
    }

    @Test
    void noStateFollowsItself() {
        assertThat(Lifecycle.values()).allSatisfy(state -> assertThat(state.next()).doesNotContain(state));
        assertThat(Assignment.values()).allSatisfy(state -> assertThat(state.next()).doesNotContain(state));
    }

    @ParameterizedTest
    @EnumSource(NumberStatus.class)
    void everyStatusStandsForOnePairOfStates(NumberStatus status) {
        assertThat(NumberStatus.of(status.lifecycle(), status.assignment())).isEqualTo(status);
        assertThat(NumberStatus.parse(status.word())).contains(status);
    }

    @Test
    void everyPairOfStatesHasAStatusUnlessWhatIsNotOwnedBelongsToSomebody() {
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
    void saysTheWordsOfTheApi() {
        assertThat(Arrays.stream(NumberStatus.values()).map(NumberStatus::word)).isEqualTo(List.of("available", "assigned",
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
