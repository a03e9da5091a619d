package io.trunkline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.trunkline.kit.testing.MigrationHarness;
import io.trunkline.webhook.route.Route;

/** Rows that an older release wrote survive every migration, and the entities read them. */
class MigrationTest {

    /** The newest migration at commit 17beff8; the rows below are those of that release. */
    private static final String OLD_VERSION = "0110";

    private static final List<String> TABLES = List.of("webhook_log", "route", "number_use", "contact", "conversation",
            "message", "early_status", "unrouted", "outbox", "inbox", "idempotency_key");
    private static final String ENTITIES = "io.trunkline.webhook.conversation.";

    @Test
    void keepsTheRowsOfAnOlderRelease() {
        try (MigrationHarness database = MigrationHarness.database("webhook_migration").migrateTo(OLD_VERSION)) {
            // Given
            insertRoutes(database);
            insertConversations(database);
            insertWebhooks(database);
            insertKitRows(database);
            Map<String, List<Map<String, Object>>> before = rows(database);
            assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

            // When
            database.migrateTo(null);

            // Then
            assertThat(rows(database, before)).isEqualTo(before);
            assertThat(database.readEntities(Route.class.getName())).hasSameSizeAs(before.get("route"));
            assertThat(database.readEntities(ENTITIES + "Contact")).hasSameSizeAs(before.get("contact"));
            assertThat(database.readEntities(ENTITIES + "Conversation")).hasSameSizeAs(before.get("conversation"));
            assertThat(database.readEntities(ENTITIES + "Message")).hasSameSizeAs(before.get("message"));
            assertThat(database.readEntities(ENTITIES + "UnmatchedStatus")).hasSameSizeAs(before.get("early_status"));
            assertThat(database.readEntities("io.trunkline.webhook.unrouted.UnroutedWebhook"))
                    .hasSameSizeAs(before.get("unrouted"));
        }
    }

    /** The tables of this list are all tables: a new one needs rows here. */
    @Test
    void coversEveryTable() {
        try (MigrationHarness database = MigrationHarness.database("webhook_migration_tables").migrateTo(OLD_VERSION)) {
            assertThat(database.query("""
                    select table_name from information_schema.tables
                    where table_schema = 'public' and table_name <> 'flyway_schema_history'"""))
                    .extracting(row -> row.get("table_name"))
                    // The service kit's newer migrations have lower versions than the release.
                    .filteredOn(table -> !table.equals("dead_letter"))
                    .containsExactlyInAnyOrderElementsOf(TABLES);
        }
    }

    /** A number that moved from one workspace to another, and one that was released. */
    private static void insertRoutes(MigrationHarness database) {
        database.execute(
                """
                        insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier, carrier_account)
                        values (gen_random_uuid(), '+14155550101', now() - interval '9 days', now() - interval '5 days', 'org_1',
                            'included-1', 'twilio', 'AC1'),
                          (gen_random_uuid(), '+14155550101', now() - interval '2 days', null, 'org_2', 'included-1', 'twilio', 'AC1'),
                          (gen_random_uuid(), '+14155550102', now() - interval '9 days', now() - interval '1 day', 'org_2', 'bought-7',
                            null, null)""",
                "insert into number_use (workspace_id, number, type, said_at) values ('org_2', '+14155550101', 'sales', now())");
    }

    /** An SMS and a WhatsApp conversation; outbound messages in each status, and one inbound message. */
    private static void insertConversations(MigrationHarness database) {
        database.execute(
                """
                        insert into contact (id, workspace_id, address, created_at, last_seen_at)
                        values ('00000000-0000-7000-8000-000000000001', 'org_2', '+14155550100', now(), now()),
                          ('00000000-0000-7000-8000-000000000002', 'org_2', 'ACME', now(), now())""",
                """
                        insert into conversation (id, workspace_id, channel, number, peer, contact_id, created_at, last_message_id,
                          last_message_at, last_message_preview)
                        select ('00000000-0000-7000-8000-00000000001' || n)::uuid, 'org_2', channel, '+14155550101', '+14155550100',
                          '00000000-0000-7000-8000-000000000001', now(), gen_random_uuid(), now(), 'Größe 🦷'
                        from (values (1, 'SMS'), (2, 'WHATSAPP')) as channels (n, channel)""",
                """
                        insert into message (id, workspace_id, conversation_id, direction, sender, recipient, body, media_urls, status,
                          error_code, carrier, carrier_message_id, idempotency_key, created_at, status_at)
                        select gen_random_uuid(), 'org_2', '00000000-0000-7000-8000-000000000011', 'OUTBOUND', '+14155550101',
                          '+14155550100', 'Größe 🦷', array['https://m.example.com/1', 'https://m.example.com/2'], status, code,
                          carrier, 'SM' || n, 'key-' || n, now(), now()
                        from (values (1, 'QUEUED', null, null), (2, 'UNKNOWN', 'OUTCOME_UNKNOWN', null), (3, 'SENT', null, 'twilio'),
                          (4, 'DELIVERED', null, 'twilio'), (5, 'UNDELIVERED', 'RECIPIENT_UNREACHABLE', 'twilio'),
                          (6, 'FAILED', 'RECIPIENT_OPTED_OUT', null), (7, 'READ', null, 'twilio'))
                          as messages (n, status, code, carrier)""",
                """
                        insert into message (id, workspace_id, conversation_id, direction, sender, recipient, body, media_urls, status,
                          carrier, carrier_message_id, created_at, status_at)
                        values (gen_random_uuid(), 'org_2', '00000000-0000-7000-8000-000000000012', 'INBOUND', '+14155550100',
                          '+14155550101', '', array[]::text[], 'RECEIVED', 'twilio', 'SM8', now(), now())""",
                """
                        insert into early_status (id, status, error_code, occurred_at)
                        values ('twilio SM98', 'DELIVERED', null, now()),
                          ('twilio SM99', 'UNDELIVERED', 'CARRIER_FILTERED', now())""");
    }

    /** A webhook with each outcome, and an unrouted one with each reason. */
    private static void insertWebhooks(MigrationHarness database) {
        database.execute(
                """
                        insert into webhook_log (id, source, dedupe_key, key, outcome, received_at)
                        select ('00000000-0000-7000-8000-00000000002' || n)::uuid, source, 'SM' || n, '+14155550103', outcome, now()
                        from (values (1, 'twilio-sms', 'APPLIED'), (2, 'clerk', 'IGNORED'), (3, 'twilio-sms', 'PARKED'),
                          (4, 'twilio-sms', 'PARKED'), (5, 'twilio-sms', 'PARKED')) as webhooks (n, source, outcome)""",
                """
                        insert into unrouted (id, source, number, reason, received_at, dedupe_key, account, content_type, body)
                        select ('00000000-0000-7000-8000-00000000002' || n)::uuid, 'twilio-sms', '+14155550103', reason, now(), 'SM' || n,
                          'AC1', 'application/x-www-form-urlencoded', 'Body=x'::bytea
                        from (values (3, 'UNKNOWN_NUMBER'), (4, 'NUMBER_RELEASED'), (5, 'UNREADABLE')) as reasons (n, reason)""");
    }

    private static void insertKitRows(MigrationHarness database) {
        database.execute(
                """
                        insert into outbox (id, topic, key, type, workspace_id, traceparent, payload)
                        values (gen_random_uuid(), 'trunkline.messages.v1', 'org_2', 'io.trunkline.messages.MessageReceived.v1', 'org_2',
                          '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{}')""",
                """
                        insert into inbox (consumer, event_id) values ('webhook-router.routes', gen_random_uuid()),
                          ('webhook-router.number-uses', gen_random_uuid()), ('webhook-router.deliveries', gen_random_uuid())""",
                """
                        insert into idempotency_key (scope, key, fingerprint, locked_until, status, content_type, location, body)
                        values ('org_2 POST messages', 'key-1', 'f00d', now(), 202, 'application/json', '/api/workspaces/org_2', '{}')""");
    }

    /** Without the columns that were added later. */
    private static Map<String, List<Map<String, Object>>> rows(MigrationHarness database,
            Map<String, List<Map<String, Object>>> before) {
        Map<String, List<Map<String, Object>>> rows = rows(database);
        rows.forEach((table, list) -> list.forEach(row -> row.keySet().retainAll(before.get(table).get(0).keySet())));
        return rows;
    }

    private static Map<String, List<Map<String, Object>>> rows(MigrationHarness database) {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(table, database.query("select * from " + table + " order by 1, 2")));
        // An array of JDBC has no equals.
        rows.values().forEach(list -> list
                .forEach(row -> row.replaceAll((column, value) -> value instanceof Array array ? array.toString() : value)));
        return rows;
    }
}
