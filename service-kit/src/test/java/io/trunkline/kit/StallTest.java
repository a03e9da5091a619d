package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.embedded.FrozenPostgres;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.LogRecorder;

/** A database that hangs while records arrive. */
@QuarkusTest
@TestProfile(ShortTimeout.class)
class StallTest extends KitTest {

    private static final Duration STALL = Duration.ofSeconds(14);

    @Inject
    CounterService counters;

    @Inject
    MeterRegistry meters;

    private double waiting() {
        return meters.get("trunkline.consumer.waiting").tag("consumer", "sample.workspaces").gauge().value();
    }

    /** With more tries than fit in 90 s at the default time-out of 10 s. */
    @Test
    void losesNoRecordWhileTheDatabaseHangs() throws Exception {
        // Given
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        AtomicInteger published = new AtomicInteger();
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        try (LogRecorder log = LogRecorder.of("io.trunkline.kit.messaging")) {
            load.scheduleAtFixedRate(() -> {
                kafka.publish(new WorkspaceCreated(id, id, null, Instant.now()));
                published.incrementAndGet();
            }, 0, 200, TimeUnit.MILLISECONDS);
            await().until(() -> published.get() > 5);

            // When
            try (FrozenPostgres frozen = FrozenPostgres.freeze(Backends.postgres())) {
                await().pollDelay(STALL).atMost(STALL.plusSeconds(5)).until(() -> waiting() == 1);
            }
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            load.shutdown();
            assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            // Then
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .untilAsserted(() -> assertThat(run(() -> counters.value(id))).isEqualTo(published.get()));
            assertThat(kafka.records(DLQ)).noneMatch(message -> id.equals(message.key()));
            assertThat(deadLettersOf(id)).isZero();
            await().until(() -> waiting() == 0);
            assertThat(log.lines(Level.INFO)).hasSize(2)
                    .satisfiesExactly(line -> assertThat(line).startsWith("WARN sample.workspaces waits"),
                            line -> assertThat(line).startsWith("WARN sample.workspaces goes on"));
        } finally {
            load.shutdownNow();
        }
    }

    private static int deadLettersOf(String key) throws SQLException {
        var postgres = Backends.postgres();
        try (Connection database = DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
                ResultSet found = database.createStatement().executeQuery(
                        "select count(*) from dead_letter where key = '" + key + "'")) {
            found.next();
            return found.getInt(1);
        }
    }
}
