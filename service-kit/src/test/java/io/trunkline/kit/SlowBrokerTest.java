package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.testing.Backends;

/** A broker that accepts every record, but so slowly that a batch outlasts the relay's transaction. */
@QuarkusTest
@TestProfile(SlowBrokerTest.LongDeliveryTimeout.class)
class SlowBrokerTest extends KitTest {

    private static final int ROWS = 45;
    /** The quota of ten seconds is accepted at once, then about 1.5 records a second. */
    private static final double BYTES_PER_SECOND = 2_000;
    private static final String APPEND = "insert into outbox (id, topic, key, type, payload)"
            + " select gen_random_uuid(), 'trunkline.workspaces.v1', '%1$s', 'io.trunkline.workspaces.WorkspaceUpdated.v1',"
            + " json_build_object('workspaceId', '%1$s', 'plan', i || ' ' || repeat('x', 1000)) from generate_series(1, %2$d) i";

    /** Longer than the broker delays a send. */
    public static class LongDeliveryTimeout implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("trunkline.kafka-publisher.delivery-timeout", "4s");
        }
    }

    private static void setProducerQuota(Double bytesPerSecond) throws Exception {
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka().bootstrapServers()))) {
            ClientQuotaEntity everyClient = new ClientQuotaEntity(
                    Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(everyClient,
                    List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond))))).all().get();
        }
    }

    @AfterEach
    void removeProducerQuota() throws Exception {
        setProducerQuota(null);
    }

    private static int rowsInOutbox(String key) throws SQLException {
        var postgres = Backends.postgres();
        try (Connection database = DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
                ResultSet found = database.createStatement().executeQuery(
                        "select count(*) from outbox where key = '" + key + "'")) {
            found.next();
            return found.getInt(1);
        }
    }

    private List<String> published(String key) {
        return kafka.events(WorkspaceUpdated.class).stream().filter(event -> event.workspaceId().equals(key))
                .map(event -> event.plan().substring(0, event.plan().indexOf(' '))).toList();
    }

    @Test
    void deletesSentRowsWhenABatchOutlastsTheTransaction() throws Exception {
        // Given
        String key = "slow" + UUID.randomUUID();
        setProducerQuota(BYTES_PER_SECOND);
        var postgres = Backends.postgres();

        // When
        try (Connection database = DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(),
                postgres.password())) {
            database.createStatement().execute(APPEND.formatted(key, ROWS));
        }

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> rowsInOutbox(key) < ROWS);
        assertThat(rowsInOutbox(key)).as("still to be sent").isPositive();
        await().atMost(Duration.ofSeconds(60)).until(() -> rowsInOutbox(key) == 0);
        await().untilAsserted(() -> assertThat(published(key)).hasSize(ROWS));
        assertThat(published(key)).as("each once, in order")
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).mapToObj(String::valueOf).toList());
    }
}
