package io.trunkline.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Topics;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.kit.sample.CounterService;

@QuarkusTest
class IdempotentHandlerTest extends KitTest {

    private static final String CREATED = "io.trunkline.workspaces.WorkspaceCreated.v1";

    @Inject
    CounterService counters;

    private String newCounter() {
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        return id;
    }

    private void awaitValue(String counter, int value) {
        await().untilAsserted(() -> assertThat(run(() -> counters.value(counter))).isEqualTo(value));
    }

    @Test
    void appliesARepeatedEventOnce() {
        // Given
        String id = newCounter();
        UUID event = UUID.randomUUID();

        // When
        IntStream.range(0, 20).forEach(i -> kafka.publish(event, new WorkspaceCreated("w", id, null, Instant.now())));
        kafka.publish(new WorkspaceCreated("w", id, "last", Instant.now()));

        // Then
        awaitValue(id, 2);
        await().during(java.time.Duration.ofMillis(300)).untilAsserted(() -> awaitValue(id, 2));
    }

    @Test
    void retriesATransientFailureAndAppliesTheEventOnce() {
        // Given
        String id = newCounter();

        // When
        kafka.publish(new WorkspaceCreated("busy" + id, id, "busy once", Instant.now()));
        kafka.publish(new WorkspaceCreated("busy" + id, id, null, Instant.now()));

        // Then
        awaitValue(id, 2);
    }

    @Test
    void sendsAPoisonRecordToTheDeadLetterTopicAndGoesOn() {
        // Given
        String id = newCounter();
        String key = "poison" + id;

        // When
        kafka.publish(Topics.WORKSPACES, key, "1", CREATED, new byte[] { 0, 1, 2 });
        kafka.publish(Topics.WORKSPACES, key, "2", CREATED, "{\"workspaceId\":7".getBytes(UTF_8));
        kafka.publish(new WorkspaceCreated(key, id, "poison", Instant.now()));
        kafka.publish(Topics.WORKSPACES, key, "4", "io.trunkline.workspaces.Unknown.v9", "{}".getBytes(UTF_8));
        kafka.publish(new WorkspaceCreated(key, id, null, Instant.now()));

        // Then
        awaitValue(id, 1);
        await().untilAsserted(() -> assertThat(kafka.records(DLQ)).filteredOn(message -> key.equals(message.key()))
                .hasSize(3).allSatisfy(message -> assertThat(message.headers().lastHeader("dead-letter-reason")).isNotNull()));
    }

    @Test
    void acceptsEventIdsThatAreNotUuids() {
        // Given
        String id = newCounter();
        byte[] body = "{\"workspaceId\":\"w\",\"name\":\"%s\",\"more\":1}".formatted(id).getBytes(UTF_8);

        // When
        kafka.publish(Topics.WORKSPACES, "w", "evt-1-" + id, CREATED, body);
        kafka.publish(Topics.WORKSPACES, "w", "evt-1-" + id, CREATED, body);
        kafka.publish(Topics.WORKSPACES, "w", "evt-2-" + id, CREATED, body);

        // Then
        awaitValue(id, 2);
    }
}
