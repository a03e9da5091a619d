package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;

@QuarkusTest
class OutageTest extends KitTest {

    @Inject
    CounterService counters;

    @Test
    void whatIsSaidWhileTheBrokerIsAwayIsHeardWhenItIsBack() {
        // Given
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        Backends.kafka().stop();

        // When
        run(() -> counters.increment(id));
        run(() -> counters.increment(id));
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(
                kafka.events(WorkspaceUpdated.class)).noneMatch(event -> event.workspaceId().equals(id)));
        Backends.kafka().restart();

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(kafka.events(WorkspaceUpdated.class)
                .stream().filter(event -> event.workspaceId().equals(id)).map(WorkspaceUpdated::plan).distinct())
                .containsExactly("1", "2"));
    }

    @Test
    void whatIsHeardWhileTheDatabaseIsAwayTakesEffectWhenItIsBack() {
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
