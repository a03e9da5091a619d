package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.embedded.FrozenPostgres;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;

@QuarkusTest
class OutageTest extends KitTest {

    @Inject
    CounterService counters;

    @Inject
    MeterRegistry meters;

    private double outboxDepth() {
        return meters.get("trunkline.outbox.depth").gauge().value();
    }

    @Test
    void publishesAfterABrokerOutage() {
        // Given
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        Backends.kafka().stop();

        // When
        run(() -> counters.increment(id));
        run(() -> counters.increment(id));
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(
                kafka.events(WorkspaceUpdated.class)).noneMatch(event -> event.workspaceId().equals(id)));
        await().untilAsserted(() -> assertThat(outboxDepth()).isGreaterThanOrEqualTo(2));
        Backends.kafka().restart();

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(kafka.events(WorkspaceUpdated.class)
                .stream().filter(event -> event.workspaceId().equals(id)).map(WorkspaceUpdated::plan).distinct())
                .containsExactly("1", "2"));
        await().untilAsserted(() -> assertThat(outboxDepth()).isZero());
    }

    @Test
    void abandonsADatabaseConnectionThatHangs() throws Exception {
        // Given
        emptyPool();
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        List<String> backends = pooledBackends();
        FrozenPostgres.signal("STOP", backends);

        try {
            // When
            kafka.publish(new WorkspaceCreated("w", id, null, Instant.now()));

            // Then
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                    .untilAsserted(() -> assertThat(valueOf(id)).isEqualTo(1));
        } finally {
            FrozenPostgres.signal("CONT", backends);
        }
    }

    /** Uses a separate connection, because those of the service's pool do not answer. */
    private static int valueOf(String id) throws SQLException {
        try (Connection database = connect();
                PreparedStatement query = database.prepareStatement("select value from counter where id = ?")) {
            query.setString(1, id);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? found.getInt(1) : -1;
            }
        }
    }

    private static Connection connect() throws SQLException {
        var postgres = Backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
    }

    /** Earlier tests may have filled it, and each connection that hangs costs one time-out. */
    private void emptyPool() throws SQLException {
        try (Connection database = connect()) {
            database.createStatement().execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
        await().ignoreExceptions().untilAsserted(() -> run(() -> counters.touch()));
    }

    private static List<String> pooledBackends() throws SQLException {
        try (Connection database = connect();
                ResultSet found = database.createStatement().executeQuery("select pid from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")) {
            List<String> pids = new ArrayList<>();
            while (found.next()) {
                pids.add(found.getString(1));
            }
            return pids;
        }
    }

    @Test
    void appliesEventsAfterADatabaseOutage() {
        // Given
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        Backends.postgres().stop();

        // When
        kafka.publish(new WorkspaceCreated("w", id, null, Instant.now()));
        kafka.publish(new WorkspaceCreated("w", id, null, Instant.now()));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        Backends.postgres().restart();

        // Then
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .untilAsserted(() -> assertThat(run(() -> counters.value(id))).isEqualTo(2));
        assertThat(kafka.records(DLQ)).noneMatch(message -> "w".equals(message.key()));
    }
}
