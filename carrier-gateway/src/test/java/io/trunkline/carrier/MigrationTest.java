package io.trunkline.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.message.OutgoingMessage;
import io.trunkline.carrier.number.NumberConfiguration;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.order.CarrierOrder;
import io.trunkline.kit.testing.MigrationHarness;

/** Rows that an older release wrote survive every migration, and the entities read them. */
class MigrationTest {

    /** The newest migration at commit 17beff8; the rows below are those of that release. */
    private static final String OLD_VERSION = "0180";

    private static final List<String> JOB_TABLES = List.of("carrier_order", "number_configuration", "number_release",
            "outgoing_message");
    private static final List<String> OTHER_TABLES = List.of("message_proof", "purchase_spend", "purchase_total",
            "purchase_stop",
            "carrier_turn", "sending_pace", "carrier_cost", "carrier_cost_look_up", "outbox", "inbox");
    private static final String STATES = """
            (values (1, 'WAITING', true, null, null), (2, 'SUBMITTING', true, null, null),
              (3, 'UNKNOWN', true, 'OUTCOME_UNKNOWN', 'No response in time'), (4, 'PENDING', true, null, null),
              (5, 'SUCCEEDED', false, null, null), (6, 'FAILED', false, 'NO_INVENTORY', 'Nothing that fits is for sale'),
              (7, 'NEEDS_ATTENTION', false, 'CARRIER_UNAVAILABLE', 'Whether it was done could not be found out'))
              as states (n, state, open, code, detail)""";
    /** The columns of every job and their values. */
    private static final String JOB_COLUMNS = "id, carrier, state, due_at, lease_until, claimed_at, epoch, attempts, code, detail,"
            + " traceparent, answer_type, answer, asked";
    private static final String JOB_VALUES = """
            gen_random_uuid(), 'twilio', state, case when open then now() end, case when n = 2 then now() + interval '12 s' end,
            now(), n, 0, code, detail, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
            case when not open then 'io.trunkline.carrier.Closed.v1' end, case when not open then '{}' end, n > 1""";

    @Test
    void keepsTheRowsOfAnOlderRelease() {
        try (MigrationHarness database = MigrationHarness.database("carrier_migration").migrateTo(OLD_VERSION)) {
            // Given
            insertJobs(database);
            insertOthers(database);
            Map<String, List<Map<String, Object>>> before = rows(database);
            assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

            // When
            database.migrateTo(null);

            // Then
            assertThat(rows(database, before)).isEqualTo(before);
            assertThat(List.of(CarrierOrder.class, NumberConfiguration.class, NumberRelease.class, OutgoingMessage.class))
                    .allSatisfy(job -> assertThat(database.readEntities(job.getName())).as(job.getSimpleName())
                            .extracting(row -> ((Job) row).state()).contains(JobState.values()));
        }
    }

    @Test
    void checksTheTransitionsOfOldRows() {
        try (MigrationHarness database = MigrationHarness.database("carrier_transitions").migrateTo(OLD_VERSION)) {
            // Given
            insertJobs(database);

            // When
            database.migrateTo(null);

            // Then
            JOB_TABLES.forEach(table -> {
                database.execute("update " + table + " set state = state, epoch = epoch + 1",
                        "update " + table + " set state = 'FAILED', due_at = null where state = 'SUBMITTING'");
                assertThatThrownBy(
                        () -> database.execute("update " + table + " set state = 'WAITING' where state = 'SUCCEEDED'"))
                        .as(table).hasMessageContaining("SUCCEEDED -> WAITING is no legal transition");
            });
        }
    }

    /** One job in each state, and an order that failed over and has no carrier. */
    private static void insertJobs(MigrationHarness database) {
        insert(database, "carrier_order",
                """
                        operation_id, purpose, workspace_id, workspace_name, slot, wanted, country, number_type, area_code, candidate,
                        in_doubt, refusal, doubted_at, unknown_said, candidates_tried, searches, lookups, pending_looks, carrier_number_id,
                        carrier_account, chosen, tried, tries, paid_cents""",
                """
                        gen_random_uuid(), 'WORKSPACE', 'ws_1', 'Acme', 'slot-' || n, case when n > 4 then '+1415555010' || n end, 'US',
                        'LOCAL', '415', case when n > 1 then '+1415555010' || n end, n = 3, case when n = 3 then 'NUMBER_UNAVAILABLE' end,
                        case when n in (3, 7) then now() end, n in (3, 7), n, 1, case when n = 7 then 7 else 0 end,
                        case when n = 4 then 2 else 0 end, case when n = 5 then 'PN5' end, case when n = 5 then 'AC1' end, n < 4,
                        case when n = 3 then 'telnyx=CARRIER_AUTH,signalwire=NO_INVENTORY' else '' end, 0, case when n = 2 then 150 end""");
        insert(database, "number_configuration", "operation_id, workspace_id, e164, carrier_number_id",
                "gen_random_uuid(), 'ws_1', '+1415555010' || n, 'PN' || n");
        insert(database, "number_release", "e164, carrier_number_id", "'+1415555010' || n, case when n > 1 then 'PN' || n end");
        insert(database, "outgoing_message",
                """
                        workspace_id, channel, sender, recipient, body, media_urls, submitted_at, lookups, carrier_message_id, doubted_at""",
                """
                        'ws_1', case when n = 1 then 'whatsapp' else 'sms' end, '+14155550101', '+14155550199',
                        case when n in (5, 6) then null else 'hello' end, case when n = 1 then 'https://example.com/a.png' end,
                        case when n > 1 then now() end, 0, case when n = 5 then 'SM5' end, case when n in (3, 7) then now() end""");
        database.execute(
                """
                        insert into carrier_order (id, carrier, state, epoch, attempts, purpose, country, number_type, in_doubt, unknown_said,
                          candidates_tried, searches, lookups, pending_looks, chosen, tried)
                        values (gen_random_uuid(), null, 'WAITING', 2, 1, 'STOCK', 'GB', 'MOBILE', false, false, 0, 0, 0, 0, true,
                          'telnyx=CARRIER_UNAVAILABLE')""");
    }

    private static void insert(MigrationHarness database, String table, String columns, String values) {
        database.execute("insert into " + table + " (" + JOB_COLUMNS + ", " + columns + ") select " + JOB_VALUES + ", " + values
                + " from " + STATES);
    }

    private static void insertOthers(MigrationHarness database) {
        database.execute(
                """
                        insert into message_proof (message_id, carrier_message_id)
                        select id, 'SM3' from outgoing_message where state = 'UNKNOWN'""",
                """
                        insert into purchase_spend (order_id, day, carrier, workspace_id, cents)
                        select id, current_date, carrier, workspace_id, 115 from carrier_order where state in ('SUBMITTING', 'SUCCEEDED')""",
                "insert into purchase_stop (carrier, stopped_by) values ('telnyx', 'user_1')",
                "insert into carrier_turn (carrier, next_at) values ('twilio', now())",
                "insert into sending_pace (sender, next_free) values ('+14155550101', now())",
                """
                        insert into carrier_cost (carrier, country, number_type, minor_units, currency, seen_at)
                        values ('twilio', 'US', 'LOCAL', 115, 'USD', now())""",
                "insert into carrier_cost_look_up (carrier, country, due_at) values ('twilio', 'US', now())",
                """
                        insert into outbox (id, topic, key, type, workspace_id, traceparent, payload)
                        values (gen_random_uuid(), 'trunkline.carrier-events.v1', 'order', 'io.trunkline.carrier.NumberOrdered.v1', 'ws_1',
                          '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{}')""",
                "insert into inbox (consumer, event_id) values ('carrier-gateway.commands', gen_random_uuid())");
    }

    /** Without the columns that came later. */
    private static Map<String, List<Map<String, Object>>> rows(MigrationHarness database,
            Map<String, List<Map<String, Object>>> before) {
        Map<String, List<Map<String, Object>>> rows = rows(database);
        rows.forEach((table, list) -> list.forEach(row -> row.keySet().retainAll(before.get(table).get(0).keySet())));
        return rows;
    }

    private static Map<String, List<Map<String, Object>>> rows(MigrationHarness database) {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        JOB_TABLES.forEach(table -> rows.put(table, database.query("select * from " + table + " order by id")));
        OTHER_TABLES.forEach(table -> rows.put(table, database.query("select * from " + table + " order by 1, 2")));
        return rows;
    }
}
