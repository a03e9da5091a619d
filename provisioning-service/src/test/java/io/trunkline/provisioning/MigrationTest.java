package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.testing.MigrationHarness;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.Workspace;

/** Rows that an older release wrote survive every migration, and the entities read them. */
class MigrationTest {

    /** The newest migration at commit 17beff8; the rows below are those of that release. */
    private static final String OLD_VERSION = "0120";

    private static final List<String> TABLES = List.of("workspace", "slot", "wallet", "transfer", "operation", "operation_step",
            "outbox", "inbox", "idempotency_key");

    @Test
    void keepsTheRowsOfAnOlderRelease() {
        try (MigrationHarness database = MigrationHarness.database("provisioning_migration").migrateTo(OLD_VERSION)) {
            // Given
            insertWorkspaces(database);
            insertMoney(database);
            insertOperations(database);
            insertMessages(database);
            Map<String, List<Map<String, Object>>> before = rows(database);
            assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

            // When
            database.migrateTo(null);

            // Then
            assertThat(rows(database, before)).isEqualTo(before);
            assertThat(database.query("select * from sale_price")).isEmpty();
            readEntities(database, before);
            assertThat(database.query("select id::text, payment_reference from transfer where payment_reference is not null"))
                    .as("a payment is its first credit").containsExactly(Map.of("id", "00000000-0000-7000-8000-000000000001",
                            "payment_reference", "invoice 7"));
            assertThat(database.query("select ledger_balance_cents, ledger_held_cents from wallet"))
                    .containsExactly(Map.of("ledger_balance_cents", 1350L, "ledger_held_cents", 150L));
        }
    }

    private static void readEntities(MigrationHarness database, Map<String, List<Map<String, Object>>> before) {
        assertThat(database.readEntities(Workspace.class.getName())).extracting(row -> ((Workspace) row).isActive())
                .containsExactlyInAnyOrder(true, false);
        assertThat(database.readEntities(Slot.class.getName())).extracting(row -> ((Slot) row).state())
                .containsExactlyInAnyOrder(Slot.State.values());
        assertThat(database.readEntities(Slot.class.getName())).extracting(row -> ((Slot) row).wastedPurchases()).contains(3);
        assertThat(database.readEntities(Operation.class.getName())).hasSameSizeAs(before.get("operation"));
        assertThat(database.readEntities("io.trunkline.provisioning.operation.OperationStep"))
                .hasSameSizeAs(before.get("operation_step"));
        assertThat(database.readEntities("io.trunkline.provisioning.wallet.Wallet")).hasSize(1);
        assertThat(database.readEntities("io.trunkline.provisioning.wallet.Transfer")).hasSameSizeAs(before.get("transfer"));
    }

    /** An active workspace with a slot in each state, and the tombstone of a deleted one. */
    private static void insertWorkspaces(MigrationHarness database) {
        database.execute(
                """
                        insert into workspace (id, name, plan, state, source_time)
                        values ('org_1', 'Acme', 'enterprise', 'ACTIVE', now()), ('org_2', null, 'starter', 'DELETED', now())""",
                """
                        insert into slot (id, workspace_id, name, kind, label, state, display_name, number_id, e164, number_type,
                          country, filled_at, operation_id, attempt, bought_in_vain, retry_at)
                        values
                          (gen_random_uuid(), 'org_1', 'included-1', 'INCLUDED', 'PRIMARY', 'FILLED', 'Main', gen_random_uuid(),
                            '+14155550101', 'LOCAL', 'US', now(), gen_random_uuid(), 0, 0, null),
                          (gen_random_uuid(), 'org_1', 'included-2', 'INCLUDED', 'SALES', 'FILLING', null, null, null, null, null,
                            null, gen_random_uuid(), 1, 0, null),
                          (gen_random_uuid(), 'org_1', 'included-3', 'INCLUDED', 'SUPPORT', 'VACANT', null, null, null, null, null,
                            null, gen_random_uuid(), 4, 3, now() + interval '1 hour'),
                          (gen_random_uuid(), 'org_1', 'purchase-1', 'PURCHASED', 'CUSTOM', 'EMPTYING', null, gen_random_uuid(),
                            '+18885550102', 'TOLL_FREE', 'US', now(), gen_random_uuid(), 0, 0, null)""");
    }

    /** A payment that was credited twice, and a hold that is captured, one that is voided and one that is open. */
    private static void insertMoney(MigrationHarness database) {
        database.execute(
                "insert into wallet (workspace_id, currency, balance_cents, held_cents) values ('org_1', 'USD', 1350, 150)",
                """
                        insert into transfer (id, workspace_id, kind, amount_cents, currency, hold_id, reference)
                        select id::uuid, 'org_1', kind, amount, 'USD', hold_id::uuid, reference
                        from (values
                          ('00000000-0000-7000-8000-000000000001', 'CREDIT', 1000, null, 'invoice 7'),
                          ('00000000-0000-7000-8000-000000000002', 'HOLD', 150, null, 'number +18885550102'),
                          ('00000000-0000-7000-8000-000000000003', 'CAPTURE', 150, '00000000-0000-7000-8000-000000000002',
                            'number +18885550102'),
                          ('00000000-0000-7000-8000-000000000004', 'HOLD', 150, null, 'number +14155550103'),
                          ('00000000-0000-7000-8000-000000000005', 'VOID', 150, '00000000-0000-7000-8000-000000000004',
                            'number +14155550103'),
                          ('00000000-0000-7000-8000-000000000006', 'HOLD', 150, null, 'number +14155550104'),
                          ('00000000-0000-7000-8000-000000000007', 'CREDIT', 500, null, 'invoice 7'))
                          as transfers (id, kind, amount, hold_id, reference)""");
    }

    /** Every kind in every state it can have, each with a timeline. */
    private static void insertOperations(MigrationHarness database) {
        database.execute(
                """
                        insert into operation (id, kind, state, step, workspace_id, workspace_name, slot, country, number_type, area_code,
                          number_id, e164, carrier, carrier_number_id, ordered, auto_retry, price_cents, error_code, error_detail,
                          deadline, ended_at)
                        select gen_random_uuid(), kind, state, step, 'org_1', 'Acme', 'slot-' || row_number() over (), 'US', 'LOCAL', '415',
                          gen_random_uuid(), '+14155550101', 'twilio', 'PN1', kind = 'PURCHASE', kind = 'PROVISION',
                          case kind when 'PURCHASE' then 150 end,
                          case when state in ('COMPENSATING', 'COMPENSATED', 'FAILED') then 'NO_INVENTORY' end,
                          case when state in ('COMPENSATING', 'COMPENSATED', 'FAILED') then 'Nothing fits' end,
                          now(), case when state in ('COMPLETED', 'COMPENSATED', 'FAILED') then now() end
                        from (values
                          ('PROVISION', 'RUNNING', 'CLAIM'), ('PROVISION', 'COMPENSATING', 'GIVE_BACK'),
                          ('PROVISION', 'NEEDS_ATTENTION', 'ORDER'), ('PROVISION', 'COMPLETED', 'CONFIGURE'),
                          ('PROVISION', 'COMPENSATED', 'GIVE_BACK'), ('PROVISION', 'FAILED', 'ORDER'),
                          ('PURCHASE', 'RUNNING', 'ORDER'), ('PURCHASE', 'COMPENSATING', 'GIVE_BACK'),
                          ('PURCHASE', 'NEEDS_ATTENTION', 'ORDER'), ('PURCHASE', 'COMPLETED', 'CAPTURE'),
                          ('PURCHASE', 'COMPENSATED', 'VOID'),
                          ('RELEASE', 'RUNNING', 'RELEASE'), ('RELEASE', 'NEEDS_ATTENTION', 'RELEASE'),
                          ('RELEASE', 'COMPLETED', 'RELEASE'), ('RELEASE', 'FAILED', 'RELEASE'))
                          as operations (kind, state, step)""",
                """
                        insert into operation_step (operation_id, seq, name, state, attempt, started_at, ended_at, note, tried)
                        select id, 1, step, case when ended_at is null then 'RUNNING' when state = 'FAILED' then 'FAILED' else 'DONE' end,
                          2, now(), ended_at, case when ended_at is null then 'ORDER_UNKNOWN: being looked up at twilio' end,
                          case step when 'ORDER' then 'telnyx: NO_INVENTORY' end
                        from operation""");
    }

    private static void insertMessages(MigrationHarness database) {
        database.execute(
                """
                        insert into outbox (id, topic, key, type, workspace_id, traceparent, payload)
                        values (gen_random_uuid(), 'trunkline.inventory-commands.v1', 'org_1', 'io.trunkline.inventory.ClaimNumber.v1',
                          'org_1', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{}')""",
                """
                        insert into inbox (consumer, event_id)
                        values ('entitlement.workspaces', gen_random_uuid()), ('operations.numbers', gen_random_uuid()),
                          ('operations.carrier-events', gen_random_uuid())""",
                """
                        insert into idempotency_key (scope, key, fingerprint, locked_until, status, content_type, location, body)
                        values ('org_1 POST /api/numbers/purchase', 'key-1', 'f00d', now(), 202, 'application/json',
                          '/api/operations/00000000-0000-7000-8000-000000000001', '{}')""");
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
