package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;

/** A workspace event with a wrong time does not shut out later events. */
@QuarkusTest
class WorkspaceEventTimeTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = { "2099-01-01T00:00:00Z", "9999-12-31T00:00:00Z" })
    void anEventFromTheFutureCountsAsOccurredNow(String future) {
        // Given
        String workspace = newWorkspaceId();
        kafka.publish(new WorkspaceCreated(workspace, "Acme", "starter", Instant.parse(future)));
        await().untilAsserted(() -> asAdminOf(workspace).get("/api/wallet").then().statusCode(200));

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "professional", Instant.now().plusSeconds(1)));

        // Then
        awaitClaim(workspace);
        assertThat(count("select count(*) from workspace where source_time < now() + interval '5 minutes' and id = '"
                + workspace + "'")).isOne();
    }

    @Test
    void anUpdateFromTheFutureCountsAndDoesNotShutOutTheNext() {
        // Given
        String workspace = workspace("starter");
        kafka.publish(new WorkspaceUpdated(workspace, "Acme 2", "starter", Instant.now().plus(Duration.ofDays(3650))));
        await().untilAsserted(() -> assertThat(text("select name from workspace where id = '" + workspace + "'"))
                .isEqualTo("Acme 2"));

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme 3", "professional", Instant.now().plusSeconds(1)));

        // Then
        awaitClaim(workspace);
    }

    @Test
    void keepsTheTimeOfAClockThatIsSlightlyAhead() {
        // Given
        String workspace = newWorkspaceId();
        Instant ahead = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.MILLIS);

        // When
        kafka.publish(new WorkspaceCreated(workspace, "Acme", "starter", ahead));

        // Then
        await().untilAsserted(() -> assertThat(count("select count(*) from workspace where id = '" + workspace
                + "' and source_time = '" + ahead + "'")).isOne());
    }

    /** Microseconds that were read as milliseconds or seconds. */
    @ParameterizedTest
    @ValueSource(longs = { 1_790_000_000_000L, 1_790_000_000_000_000L })
    void refusesATimeInAnotherUnit(long seconds) {
        // Given
        String workspace = newWorkspaceId();
        kafka.publish(new WorkspaceCreated(workspace, "Acme", "starter", Instant.ofEpochSecond(seconds)));

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "professional", Instant.now()));

        // Then
        awaitClaim(workspace);
        assertThat(count("select count(*) from workspace where source_time < now() + interval '5 minutes' and id = '"
                + workspace + "'")).isOne();
    }
}
