package io.trunkline.e2e;

import static io.trunkline.local.Service.CARRIER;
import static io.trunkline.local.Service.INVENTORY;
import static io.trunkline.local.Service.PROVISIONING;
import static io.trunkline.local.Service.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.local.Service;

/**
 * Both instances of a service are killed with SIGKILL during the flow, so that only its rows and Kafka can complete the
 * flow.
 */
@EndToEndTest
@Order(900)
class KilledServiceIT {

    private final SystemUnderTest system;

    KilledServiceIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-KILL-01")
    void inventoryIsKilledDuringClaims() {
        Traffic traffic = Traffic.prepare(system);
        killAndRestart(INVENTORY, traffic, () -> isPublished(ClaimNumber.class, traffic));
    }

    @Test
    @TestPlan("E2E-KILL-02")
    void provisioningIsKilledDuringOperations() {
        Traffic traffic = Traffic.prepare(system);
        killAndRestart(PROVISIONING, traffic, () -> isPublished(NumberAssigned.class, traffic));
    }

    @Test
    @TestPlan("E2E-KILL-03")
    void gatewayIsKilledDuringAPurchase() {
        Traffic traffic = Traffic.prepare(system);
        killAndRestart(CARRIER, traffic, () -> system.database(CARRIER)
                .count("select count(*) from carrier_order where state = 'SUBMITTING'") > 0);
    }

    @Test
    @TestPlan("E2E-KILL-04")
    void routerIsKilledDuringWebhooks() {
        Traffic traffic = Traffic.prepare(system);
        killAndRestart(WEBHOOK, traffic, () -> isPublished(WorkspaceCreated.class, traffic));
    }

    private void killAndRestart(Service service, Traffic traffic, Callable<Boolean> inProgress) {
        // Given
        traffic.start();
        SystemUnderTest.await().until(inProgress);

        // When
        system.kill(service);
        traffic.continueDuringOutage();
        assertThat(traffic.isComplete()).as("the flow was interrupted").isFalse();
        system.simulator().clearFaults();
        system.restart(service);

        // Then: and the oracle finds no duplicate.
        traffic.awaitCompletion();
    }

    private boolean isPublished(Class<? extends Event> type, Traffic traffic) {
        return traffic.joiningIds().stream().anyMatch(id -> system.events().first(type, id).isPresent());
    }
}
