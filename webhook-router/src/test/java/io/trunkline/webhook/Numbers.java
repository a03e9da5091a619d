package io.trunkline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.trunkline.events.Disposal;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberType;
import io.trunkline.kit.testing.Backends;

/** Events of inventory-service, and SQL queries on this service's database. */
public final class Numbers {

    private Numbers() {
    }

    /** A fictional US number that no other test uses. */
    public static String random() {
        return "+1415" + ThreadLocalRandom.current().nextInt(2_000_000, 9_999_999);
    }

    public static NumberAssigned assigned(String number, String workspaceId) {
        return assigned(number, workspaceId, now());
    }

    public static NumberAssigned assigned(String number, String workspaceId, Instant at) {
        return assigned(number, workspaceId, "included-1", WebhookSecrets.ACCOUNT, at);
    }

    public static NumberAssigned assigned(String number, String workspaceId, String slot, String account, Instant at) {
        return new NumberAssigned(UUID.randomUUID(), number, NumberType.LOCAL, "US", "twilio", account,
                "PN" + "c".repeat(32), workspaceId, slot, UUID.randomUUID(), at, null);
    }

    /** As an earlier version of inventory-service publishes it. */
    public static NumberReleased released(String number, String workspaceId, Instant at) {
        return released(number, workspaceId, at, null);
    }

    /** @param assignedAt of the assignment that ends */
    public static NumberReleased released(String number, String workspaceId, Instant at, Instant assignedAt) {
        return new NumberReleased(UUID.randomUUID(), number, workspaceId, "included-1", UUID.randomUUID(),
                Disposal.QUARANTINE, at, at.plus(30, ChronoUnit.DAYS), assignedAt);
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    static void assertRouted(String number, String workspaceId) {
        assertThat(query("select workspace_id from route where number = '" + number + "' and valid_to is null"))
                .containsExactly(workspaceId);
    }

    /** First column of every row, as text. */
    public static List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A statement without rows. */
    public static void execute(String sql) {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(Backends.postgres().jdbcUrl("webhook"), Backends.postgres().user(),
                Backends.postgres().password());
    }
}
