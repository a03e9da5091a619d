package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trunkline.carrier.job.DeferredException;
import io.trunkline.carrier.testing.DefaultConfig;

class RetryBudgetTest {

    private final AtomicLong clock = new AtomicLong(-Duration.ofMinutes(5).toNanos());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void allowsRetriesUpToATenthOfTheFirstAttempts() {
        RetryBudget budget = budget("0");
        for (int i = 0; i < 1000; i++) {
            budget.recordCall(false);
        }

        assertThat(granted(budget, 1000)).isEqualTo(100);
        assertThat(meters.get("trunkline.carrier.retries.postponed").counter().count()).isEqualTo(900);
    }

    @Test
    void countsRetriesThatWereNotChecked() {
        RetryBudget budget = budget("10");
        for (int i = 0; i < 7; i++) {
            budget.recordCall(true);
        }

        assertThat(granted(budget, 10)).isEqualTo(3);
    }

    @Test
    void alwaysAllowsTheMinimum() {
        assertThat(granted(budget("5"), 100)).isEqualTo(5);
    }

    @Test
    void countsTheLastMinuteBySecond() {
        RetryBudget budget = budget("0");
        for (int second = 0; second < 60; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            for (int i = 0; i < 10; i++) {
                budget.recordCall(false);
            }
        }
        assertThat(granted(budget, 100)).isEqualTo(60);

        // Half a minute of first attempts has expired, and no retry yet.
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(granted(budget, 100)).isZero();
        assertThat(budget.calls()).isEqualTo(300 + 60);

        clock.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(budget.calls()).isZero();
    }

    @Test
    void postponesAJobWithoutBudgetByARandomTime() {
        RetryBudget budget = budget("0");

        assertThatThrownBy(budget::checkRetry).isInstanceOf(DeferredException.class)
                .hasMessageMatching("Not before PT([5-9]|10)(\\..*)?S");
    }

    private RetryBudget budget(String floor) {
        return new RetryBudget("any",
                DefaultConfig.of(RetryBudgetConfig.class, Map.of("trunkline.carrier-retry-budget.minimum-per-minute", floor)),
                clock::get, meters);
    }

    private static int granted(RetryBudget budget, int wanted) {
        int granted = 0;
        for (int i = 0; i < wanted; i++) {
            try {
                budget.checkRetry();
                budget.recordCall(true);
                granted++;
            } catch (DeferredException tooMany) {
                continue;
            }
        }
        return granted;
    }
}
