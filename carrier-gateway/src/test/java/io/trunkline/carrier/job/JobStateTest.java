package io.trunkline.carrier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** The transitions of a job, in memory and in the database. */
@QuarkusTest
class JobStateTest extends GatewayTest {

    private static final CarrierException CAUSE = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE, "down");
    /** States that lead from a new job to a state. */
    private static final Map<JobState, List<JobState>> PATH = Map.of(
            JobState.WAITING, List.of(),
            JobState.SUBMITTING, List.of(JobState.SUBMITTING),
            JobState.UNKNOWN, List.of(JobState.UNKNOWN),
            JobState.PENDING, List.of(JobState.SUBMITTING, JobState.PENDING),
            JobState.SUCCEEDED, List.of(JobState.SUCCEEDED),
            JobState.FAILED, List.of(JobState.FAILED),
            JobState.NEEDS_ATTENTION, List.of(JobState.NEEDS_ATTENTION));

    @Test
    void everyStateCanBeReachedAndOnlySuccessAndFailureAreFinal() {
        Set<JobState> reached = Arrays.stream(JobState.values()).flatMap(state -> state.next().stream())
                .collect(Collectors.toSet());

        assertThat(reached).containsExactlyInAnyOrder(JobState.values());
        assertThat(PATH).containsOnlyKeys(JobState.values());
        assertThat(JobState.values()).filteredOn(state -> state.next().isEmpty())
                .containsExactly(JobState.SUCCEEDED, JobState.FAILED);
        assertThat(JobState.values()).allSatisfy(state -> assertThat(state.next()).doesNotContain(state));
    }

    @Test
    void aJobAllowsTheTransitionsOfTheTableAndNoOther() {
        pairs().forEach(pair -> {
            TestJob job = TestJob.in(pair.from());
            if (isLegal(pair)) {
                assertThatCode(() -> job.enter(pair.to())).as(pair.toString()).doesNotThrowAnyException();
                assertThat(job.state()).isEqualTo(pair.to());
            } else {
                assertThatThrownBy(() -> job.enter(pair.to())).as(pair.toString()).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(pair.from() + " to " + pair.to());
                assertThat(job.state()).isEqualTo(pair.from());
            }
        });
    }

    @Test
    void theDatabaseHasTheSameTransitions() {
        Set<String> ofTheEnum = pairs().filter(pair -> pair.from().next().contains(pair.to())).map(Transition::toString)
                .collect(Collectors.toSet());

        assertThat(StreamSupport.stream(pool.query("select from_state || ' -> ' || to_state from job_transition").execute()
                .await().indefinitely().spliterator(), false).map(row -> row.getString(0)))
                .containsExactlyInAnyOrderElementsOf(ofTheEnum);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "carrier_order; purpose, country, number_type, in_doubt, unknown_said, candidates_tried, searches, lookups,"
                    + " pending_looks; 'STOCK', 'US', 'LOCAL', false, false, 0, 0, 0, 0",
            "number_configuration; e164; '+14155550100'", "number_release; e164; '+14155550100'",
            "purchase_recheck; order_id, e164, rechecks; gen_random_uuid(), '+14155550100', 0",
            "outgoing_message; sender, recipient, lookups; '+14155550100', '+14155550101', 0" })
    void theDatabaseRefusesAnIllegalTransitionInEveryJobTable(String table, String columns, String values) {
        List<String> refused = new ArrayList<>();
        pairs().forEach(pair -> {
            UUID id = UUID.randomUUID();
            sql("insert into " + table + " (id, carrier, state, due_at, epoch, attempts, " + columns
                    + ") values ($1, 'none', $2, null, 0, 0, " + values + ")", id, pair.from().name());
            try {
                sql("update " + table + " set state = $2 where id = $1", id, pair.to().name());
                assertThat(state(table, id)).isEqualTo(pair.to().name());
            } catch (RuntimeException failure) {
                assertThat(failure).hasMessageContaining("no legal transition");
                assertThat(state(table, id)).isEqualTo(pair.from().name());
                refused.add(pair.toString());
            }
        });

        assertThat(refused).containsExactlyInAnyOrderElementsOf(
                pairs().filter(pair -> !isLegal(pair)).map(Transition::toString).toList());
        assertThatThrownBy(() -> sql("insert into " + table + " (id, carrier, state, due_at, epoch, attempts, " + columns
                + ") values ($1, 'none', 'LOST', null, 0, 0, " + values + ")", UUID.randomUUID()))
                .hasMessageContaining(table + "_state");
        sql("delete from " + table + " where carrier = 'none'");
    }

    private record Transition(JobState from, JobState to) {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    private static Stream<Transition> pairs() {
        return Arrays.stream(JobState.values())
                .flatMap(from -> Arrays.stream(JobState.values()).map(to -> new Transition(from, to)));
    }

    private static boolean isLegal(Transition pair) {
        return pair.from() == pair.to() || pair.from().next().contains(pair.to());
    }

    private static final class TestJob extends Job {

        TestJob() {
            super(UUID.randomUUID(), "twilio");
        }

        static TestJob in(JobState state) {
            TestJob job = ClaimedJobs.claimed(new TestJob(), Duration.ZERO);
            PATH.get(state).forEach(job::enter);
            assertThat(job.state()).isEqualTo(state);
            return job;
        }

        void enter(JobState state) {
            switch (state) {
                case WAITING -> scheduleRetry(Duration.ZERO, CAUSE);
                case SUBMITTING -> markSubmitting();
                case UNKNOWN -> markUnknown(Duration.ZERO, CAUSE);
                case PENDING -> markPending(Duration.ZERO);
                case SUCCEEDED -> markSucceeded();
                case FAILED -> markFailed("CODE", "detail");
                case NEEDS_ATTENTION -> markNeedsAttention("CODE", "detail");
            }
        }
    }
}
