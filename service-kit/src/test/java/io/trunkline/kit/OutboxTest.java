package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Topics;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.messaging.EventHeaders;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;

@QuarkusTest
class OutboxTest extends KitTest {

    private static final String INSERT_ROW = "insert into outbox (id, topic, key, type, payload) values ('%s',"
            + " 'trunkline.workspaces.v1', '%s', 'io.trunkline.workspaces.WorkspaceUpdated.v1',"
            + " '{\"workspaceId\":\"%s\",\"plan\":\"by hand\"}')";

    @Inject
    CounterService counters;

    private String newCounter() {
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        return id;
    }

    private List<String> published(String id) {
        return kafka.events(WorkspaceUpdated.class).stream().filter(event -> event.workspaceId().equals(id))
                .map(WorkspaceUpdated::plan).toList();
    }

    private static Connection connect() throws SQLException {
        var postgres = Backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
    }

    @Test
    void publishesACommittedEventWithCloudEventsHeaders() {
        // Given
        String id = newCounter();

        // When
        run(() -> counters.increment(id));

        // Then
        kafka.await(WorkspaceUpdated.class, event -> event.workspaceId().equals(id));
        var message = kafka.records(Topics.WORKSPACES).stream().filter(record -> id.equals(record.key())).findFirst()
                .orElseThrow();
        assertThat(EventHeaders.get(message.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(EventHeaders.get(message.headers(), "ce_type")).isEqualTo("io.trunkline.workspaces.WorkspaceUpdated.v1");
        assertThat(EventHeaders.get(message.headers(), "ce_source")).isEqualTo("/trunkline/service-kit");
        assertThat(EventHeaders.get(message.headers(), "ce_id")).isNotBlank();
        assertThat(EventHeaders.get(message.headers(), "ce_time")).isNotBlank();
        assertThat(EventHeaders.get(message.headers(), "workspaceid")).isEqualTo(id);
    }

    @Test
    void publishesNothingOfARolledBackTransaction() {
        // Given
        String id = newCounter();

        // When
        assertThatThrownBy(() -> run(() -> counters.incrementAndFail(id))).hasMessageContaining("on purpose");
        run(() -> counters.increment(id));

        // Then
        await().untilAsserted(() -> assertThat(published(id)).containsExactly("1"));
    }

    @Test
    void rejectsAnAppendOutsideATransaction() {
        assertThatThrownBy(() -> run(() -> counters.appendWithoutTransaction("x"))).hasMessageContaining("transaction");
    }

    @Test
    void publishesARowThatCommitsLate() throws SQLException {
        // Given
        String late = "late" + UUID.randomUUID();
        String id = newCounter();
        try (Connection slow = connect()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute(INSERT_ROW.formatted(UUID.randomUUID(), late, late));

            // When
            run(() -> counters.increment(id));
            kafka.await(WorkspaceUpdated.class, event -> event.workspaceId().equals(id));
            slow.commit();
        }

        // Then
        kafka.await(WorkspaceUpdated.class, event -> event.workspaceId().equals(late));
    }

    @Test
    void sendsOtherRowsWhenATopicFails() throws SQLException {
        // Given
        String id = newCounter();
        try (Connection database = connect()) {
            database.createStatement().execute("insert into outbox (id, topic, key, type, payload)"
                    + " select gen_random_uuid(), 'no topic with spaces', 'k' || i, 't', '{}' from generate_series(1, 600) i");

            // When
            run(() -> counters.increment(id));

            // Then
            await().untilAsserted(() -> assertThat(published(id)).containsExactly("1"));
            assertThat(database.createStatement().executeUpdate("delete from outbox where topic like 'no topic%'"))
                    .as("left in the outbox").isEqualTo(600);
        }
    }

    @Test
    void preservesTheOrderOfAKeyUnderConcurrency() {
        // Given
        String id = newCounter();

        // When
        IntStream.range(0, 200).mapToObj(i -> CompletableFuture.runAsync(() -> run(() -> counters.increment(id)))).toList()
                .forEach(CompletableFuture::join);

        // Then
        await().untilAsserted(() -> assertThat(published(id)).hasSizeGreaterThanOrEqualTo(200));
        assertThat(published(id)).containsExactlyElementsOf(IntStream.rangeClosed(1, 200).mapToObj(String::valueOf).toList());
    }

    /** The first key is that of earlier versions. */
    @ParameterizedTest
    @ValueSource(strings = { "hashtext('trunkline.outbox')", "hashtextextended('trunkline.outbox', 0)" })
    void retriesWhileAnotherInstanceHoldsTheLock(String key) throws SQLException {
        // Given
        String id = newCounter();
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(%s)".formatted(key));

            // When
            run(() -> counters.increment(id));
            await().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(published(id)).isEmpty());
            other.commit();
        }

        // Then
        await().atMost(Duration.ofMillis(700)).untilAsserted(() -> assertThat(published(id)).containsExactly("1"));
    }

    @Test
    void publishesOnCommitWithoutWaitingForThePoll() {
        // Given
        String id = newCounter();
        run(() -> counters.increment(id));
        await().untilAsserted(() -> assertThat(published(id)).hasSize(1));

        // When
        long start = System.nanoTime();
        IntStream.range(0, 10).forEach(i -> {
            run(() -> counters.increment(id));
            await().pollInterval(Duration.ofMillis(2)).untilAsserted(() -> assertThat(published(id)).hasSize(i + 2));
        });

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("ten hops; ten polls would take 10 s")
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void publishesOnCommitDespiteOtherCommitsInBetween() {
        // Given
        String id = newCounter();

        // When
        long start = System.nanoTime();
        IntStream.rangeClosed(1, 6).forEach(i -> {
            CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> run(() -> counters.incrementSlowly(id)));
            while (!slow.isDone()) {
                run(counters::touch);
            }
            slow.join();
            await().pollInterval(Duration.ofMillis(2)).untilAsserted(() -> assertThat(published(id)).hasSize(i));
        });

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("six hops of 0.2 s; six polls would take 6 s")
                .isLessThan(Duration.ofSeconds(4));
    }
}
