package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StateChangeLogTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void logsEachChangeOnce() {
        StateChangeLog<Boolean> log = new StateChangeLog<>(true);

        for (boolean available : new boolean[] { true, true, false, false, false, true, true, false }) {
            log.observe(available, () -> lines.add(available ? "up" : "down"));
        }

        assertThat(lines).containsExactly("down", "up", "down");
    }

    @Test
    void logsAnotherProblemAndItsEnd() {
        StateChangeLog<String> log = new StateChangeLog<>(null);

        for (String problem : new String[] { null, "is missing", "is missing", "is empty", null, null }) {
            log.observe(problem, () -> lines.add(String.valueOf(problem)));
        }

        assertThat(lines).containsExactly("is missing", "is empty", "null");
    }

    @Test
    void returnsWhetherTheStateChanged() {
        StateChangeLog<Integer> log = new StateChangeLog<>(1000);

        assertThat(log.observe(Integer.valueOf("1000"), () -> lines.add("equal"))).isFalse();
        assertThat(log.observe(2000, () -> lines.add("other"))).isTrue();
        assertThat(lines).containsExactly("other");
    }

    @Test
    void resetsTheStateWithoutALine() {
        StateChangeLog<String> log = new StateChangeLog<>(null);
        log.observe("is missing", () -> lines.add("is missing"));

        log.reset(null);

        assertThat(log.observe(null, () -> lines.add("in order"))).isFalse();
        assertThat(lines).containsExactly("is missing");
    }

    @Test
    void logsOnceForConcurrentObservations() {
        for (int round = 0; round < 200; round++) {
            StateChangeLog<Boolean> log = new StateChangeLog<>(true);
            AtomicInteger logged = new AtomicInteger();

            IntStream.range(0, 16).parallel().forEach(i -> log.observe(false, logged::incrementAndGet));

            assertThat(logged).hasValue(1);
        }
    }
}
