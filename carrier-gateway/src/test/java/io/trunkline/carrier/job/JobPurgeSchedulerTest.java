package io.trunkline.carrier.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;

@QuarkusTest
class JobPurgeSchedulerTest extends GatewayTest {

    private static final Duration WAIT = Duration.ofSeconds(30);

    @Inject
    JobPurgeScheduler purge;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "carrier_order; 400; purpose, country, number_type, in_doubt, unknown_said, candidates_tried, searches, lookups,"
                    + " pending_looks; 'STOCK', 'US', 'LOCAL', false, false, 0, 0, 0, 0",
            "number_configuration; 90; e164; '+14155550100'", "number_release; 90; e164; '+14155550100'",
            "outgoing_message; 90; sender, recipient, lookups; '+14155550100', '+14155550101', 0" })
    void purgesClosedJobsAfterTheirRetention(String table, int days, String columns, String values) {
        // Given
        UUID open = UUID.randomUUID();
        UUID needsAPerson = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        UUID succeeded = UUID.randomUUID();
        UUID failed = UUID.randomUUID();
        insert(table, columns, values, open, "UNKNOWN", days + 1, "clock_timestamp() + interval '1 hour'");
        insert(table, columns, values, needsAPerson, "NEEDS_ATTENTION", days + 1, "null");
        insert(table, columns, values, young, "SUCCEEDED", days - 1, "null");
        insert(table, columns, values, succeeded, "SUCCEEDED", days + 1, "null");
        insert(table, columns, values, failed, "FAILED", days + 1, "null");

        // When
        purge.purge().await().atMost(WAIT);

        // Then
        assertThat(List.of(open, needsAPerson, young)).allSatisfy(id -> assertThat(row(table, id)).isPresent());
        assertThat(List.of(succeeded, failed)).allSatisfy(id -> assertThat(row(table, id)).isEmpty());
        sql("delete from " + table + " where carrier = 'none'");
    }

    @Test
    void purgesMoreThanOneBatch() {
        sql("""
                insert into number_release (id, carrier, state, due_at, epoch, attempts, e164, created_at)
                select gen_random_uuid(), 'none', 'SUCCEEDED', null, 0, 0, '+14155550100', clock_timestamp() - interval '91 days'
                from generate_series(1, 2500)""");

        purge.purge().await().atMost(WAIT);

        assertThat(pool.query("select 1 from number_release where carrier = 'none'").execute().await().indefinitely().size())
                .isZero();
    }

    private void insert(String table, String columns, String values, UUID id, String state, int days, String due) {
        sql("insert into " + table + " (id, carrier, state, due_at, epoch, attempts, created_at, " + columns + ") values ($1,"
                + " 'none', $2, " + due + ", 0, 0, clock_timestamp() - make_interval(days => $3), " + values + ")", id, state,
                days);
    }
}
