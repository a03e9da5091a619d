package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.EventLog.LoggedEvent;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.Event;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;

/** More workspaces than numbers. */
@EndToEndTest
@Order(50)
class RaceIT {

    private static final int WORKSPACES = 200;
    private static final int NUMBERS = 50;
    /** Workspaces without a number that must get one when numbers are available again. */
    private static final int RETRIED_LOSERS = 5;

    private final SystemUnderTest system;

    RaceIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-RACE-01")
    void fiftyNumbersGoToFiftyOfTwoHundredWorkspaces() {
        // Given
        system.emptyStock();
        system.ensureStock(NUMBERS);
        system.simulator().fault("search", "NO_INVENTORY", 1_000_000);

        // When
        List<String> workspaces = IntStream.range(0, WORKSPACES)
                .mapToObj(i -> system.simulator().createOrganizationAsync("Crowd " + i, "professional")).toList()
                .stream().map(CompletableFuture::join).toList();
        Set<String> workspaceIds = new HashSet<>(workspaces);
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspaces.stream()
                .filter(id -> system.isCompleted(id) || system.events().first(ProvisioningFailed.class, id).isPresent()))
                .hasSize(WORKSPACES));

        // Then
        List<LoggedEvent> assigned = of(NumberAssigned.class, workspaceIds);
        Set<String> winners = assigned.stream().map(LoggedEvent::workspaceId).collect(Collectors.toSet());
        assertThat(winners).hasSize(NUMBERS);
        assertThat(assigned.stream().map(event -> event.text("e164")).collect(Collectors.toSet())).hasSize(NUMBERS);
        Instant lastAssigned = assigned.stream().map(event -> Instant.parse(event.text("assignedAt")))
                .max(Instant::compareTo).orElseThrow();
        assertThat(of(NoNumberAvailable.class, workspaceIds)).as("NoNumberAvailable only after the last assignment")
                .allMatch(none -> Instant.parse(none.text("occurredAt")).isAfter(lastAssigned));
        assertThat(of(NumberOrderFailed.class, workspaceIds)).extracting(event -> event.text("code"))
                .containsOnly("NO_INVENTORY");
        assertThat(of(ProvisioningFailed.class, workspaceIds)).allMatch(failed -> !failed.data().path("retryAt").isNull());

        // The others are retried automatically, until the carrier has numbers or the workspaces are deleted.
        List<String> losers = workspaces.stream().filter(id -> !winners.contains(id)).toList();
        losers.subList(RETRIED_LOSERS, losers.size()).forEach(system.simulator()::deleteOrganization);
        system.simulator().clearFaults();
        losers.subList(0, RETRIED_LOSERS).forEach(id -> system.workspace(id).awaitNumber());
    }

    private List<LoggedEvent> of(Class<? extends Event> type, Set<String> workspaces) {
        return system.events().all(type).stream().filter(event -> workspaces.contains(event.workspaceId())).toList();
    }
}
