package io.trunkline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.trunkline.inventory.number.NumberHistory;
import io.trunkline.inventory.number.NumberStatus;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.testing.MigrationHarness;

/** Rows that an older release wrote survive every migration, and the entities read them. */
class MigrationTest {

    /** The newest migration at commit 17beff8; the rows below are those of that release. */
    private static final String OLD_VERSION = "0101";

    private static final List<String> TABLES = List.of("phone_number", "number_history", "number_transition", "stock_order",
            "outbox", "inbox", "idempotency_key");

    @Test
    void keepsTheRowsOfAnOlderRelease() {
        try (MigrationHarness database = MigrationHarness.database("inventory_migration").migrateTo(OLD_VERSION)) {
            // Given
            insertNumbers(database);
            insertStockOrders(database);
            insertMessages(database);
            Map<String, List<Map<String, Object>>> before = rows(database);
            assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

            // When
            database.migrateTo(null);

            // Then
            assertThat(rows(database, before)).isEqualTo(before);
            assertThat(database.readEntities(PhoneNumber.class.getName())).extracting(row -> ((PhoneNumber) row).status())
                    .containsExactlyInAnyOrder(NumberStatus.values());
            assertThat(database.readEntities(NumberHistory.class.getName())).hasSameSizeAs(before.get("number_history"));
            assertThat(database.readEntities("io.trunkline.inventory.stock.StockOrder")).hasSize(4);
            assertThat(database.query("select operation_id, number_id from operation_number where ended_at is null"))
                    .as("the operations of the assigned numbers are remembered")
                    .containsExactlyInAnyOrderElementsOf(database.query("select operation_id, id as number_id from phone_number"
                            + " where operation_id is not null"));
        }
    }

    /** One number in each status. They are inserted as free and then updated; a trigger writes the history. */
    private static void insertNumbers(MigrationHarness database) {
        database.execute(
                """
                        insert into phone_number (id, e164, country, number_type, area_code, carrier, carrier_account, carrier_number_id,
                          voice, sms, mms, order_id, lifecycle, assignment, free_since, actor, reason, cause_id)
                        select gen_random_uuid(), '+1415555010' || n, 'US', 'LOCAL', '415', 'twilio', 'AC1', 'PN' || n, true, true, false,
                          gen_random_uuid(), 'OWNED', 'FREE', now(), 'carrier-gateway', 'bought from twilio', gen_random_uuid()
                        from generate_series(1, 7) n""",
                """
                        update phone_number set assignment = 'ASSIGNED', workspace_id = 'org_' || right(e164, 1), slot = 'primary',
                          business_name = 'Acme', operation_id = gen_random_uuid(), assigned_at = now(), free_since = null
                        where right(e164, 1) > '1'""",
                "update phone_number set assignment = 'SUSPENDED' where right(e164, 1) = '3'",
                givenUp("4", "OWNED", "SET_ASIDE", ""),
                givenUp("5", "QUARANTINED", "FREE", ", quarantined_until = now() + interval '90 days'"),
                givenUp("6", "RELEASING", "FREE", ", said_at = now()"),
                givenUp("7", "RELEASING", "FREE", ", said_at = now()"),
                "update phone_number set lifecycle = 'RELEASED', reason = 'released by twilio' where right(e164, 1) = '7'");
    }

    private static String givenUp(String lastDigit, String lifecycle, String assignment, String more) {
        return """
                update phone_number set lifecycle = '%s', assignment = '%s', workspace_id = null, slot = null, business_name = null,
                  operation_id = null, assigned_at = null, actor = 'provisioning-service', reason = 'released'%s
                where right(e164, 1) = '%s'"""
                .formatted(lifecycle, assignment, more, lastDigit);
    }

    private static void insertStockOrders(MigrationHarness database) {
        database.execute("""
                insert into stock_order (id, request_id, position, country, number_type, area_code, carrier, state, e164,
                  number_id, code, detail, requested_by, said_at)
                select gen_random_uuid(), '00000000-0000-7000-8000-000000000020', position, 'US', 'TOLL_FREE', '888', carrier,
                  state, e164, number_id, code, detail, 'user_1', now()
                from (values (0, null, 'PENDING', null, null::uuid, null, null),
                  (1, 'twilio', 'UNKNOWN', null, null, null, null),
                  (2, 'twilio', 'BOUGHT', '+18885550101', gen_random_uuid(), null, null),
                  (3, 'telnyx', 'FAILED', null, null, 'NO_INVENTORY', 'Nothing fits'))
                  as orders (position, carrier, state, e164, number_id, code, detail)""");
    }

    private static void insertMessages(MigrationHarness database) {
        database.execute(
                """
                        insert into outbox (id, topic, key, type, workspace_id, traceparent, payload)
                        values (gen_random_uuid(), 'trunkline.numbers.v1', '+14155550101', 'io.trunkline.numbers.NumberAdded.v1', 'org_1',
                          '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{}')""",
                """
                        insert into inbox (consumer, event_id)
                        values ('inventory.commands', gen_random_uuid()), ('inventory.carrier-events', gen_random_uuid())""",
                """
                        insert into idempotency_key (scope, key, fingerprint, locked_until, status, content_type, body)
                        values ('user_1 POST /api/admin/phone-numbers', 'key-1', 'f00d', now(), 200, 'application/json', '{}')""");
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
        TABLES.forEach(table -> rows.put(table, database.query("select * from " + table + " order by 1, 2")));
        return rows;
    }
}
