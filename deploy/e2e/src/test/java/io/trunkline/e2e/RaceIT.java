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
import io.trunkline.e2e.system.EventLog.Seen;
import io.trunkline.e2e.system.World;
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
    /** Losers that stay and must get a number once there are some again. */
    private static final int STAYING = 5;

    private final World world;

    RaceIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-RACE-01")
    void fiftyNumbersGoToFiftyOfTwoHundredWorkspacesAndTheOthersAreNotForgotten() {
        // Given
        world.drainStock();
        world.stock(NUMBERS);
        world.simulator().fault("search", "NO_INVENTORY", 1_000_000);

        // When
        List<String> workspaces = IntStream.range(0, WORKSPACES)
                .mapToObj(i -> world.simulator().createOrganizationLater("Crowd " + i, "professional")).toList()
                .stream().map(CompletableFuture::join).toList();
        Set<String> crowd = new HashSet<>(workspaces);
        World.await().untilAsserted(() -> assertThat(workspaces.stream()
                .filter(id -> world.isCompleted(id) || world.events().first(ProvisioningFailed.class, id).isPresent()))
                .hasSize(WORKSPACES));

        // Then
        List<Seen> assigned = of(NumberAssigned.class, crowd);
        Set<String> winners = assigned.stream().map(Seen::workspaceId).collect(Collectors.toSet());
        assertThat(winners).hasSize(NUMBERS);
        assertThat(assigned.stream().map(event -> event.text("e164")).collect(Collectors.toSet())).hasSize(NUMBERS);
        Instant lastAssigned = assigned.stream().map(event -> Instant.parse(event.text("assignedAt")))
                .max(Instant::compareTo).orElseThrow();
        assertThat(of(NoNumberAvailable.class, crowd)).as("nobody is told there is none while there is one")
                .allMatch(none -> Instant.parse(none.text("occurredAt")).isAfter(lastAssigned));
        assertThat(of(NumberOrderFailed.class, crowd)).extracting(event -> event.text("code")).containsOnly("NO_INVENTORY");
        assertThat(of(ProvisioningFailed.class, crowd)).allMatch(failed -> !failed.data().path("retryAt").isNull());

        // The others are tried again by themselves, until the carrier has numbers or they are gone.
        List<String> losers = workspaces.stream().filter(id -> !winners.contains(id)).toList();
        losers.subList(STAYING, losers.size()).forEach(world.simulator()::deleteOrganization);
        world.simulator().clearFaults();
        losers.subList(0, STAYING).forEach(id -> world.workspace(id).awaitNumber());
    }

    private List<Seen> of(Class<? extends Event> type, Set<String> workspaces) {
        return world.events().all(type).stream().filter(event -> workspaces.contains(event.workspaceId())).toList();
    }
}
