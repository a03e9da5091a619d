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
import io.trunkline.e2e.system.World;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.local.Service;

/**
 * A service dies with SIGKILL in the middle of everything, both instances of it, so that nothing but its own rows and Kafka
 * can bring the flow to its end.
 */
@EndToEndTest
@Order(900)
class KilledServiceIT {

    private final World world;

    KilledServiceIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-KILL-01")
    void inventoryDiesWhileNumbersAreClaimedAndOrdered() {
        Traffic traffic = Traffic.prepare(world);
        diesAndComesBack(INVENTORY, traffic, () -> has(ClaimNumber.class, traffic));
    }

    @Test
    @TestPlan("E2E-KILL-02")
    void provisioningDiesWhileItsOperationsAreRunning() {
        Traffic traffic = Traffic.prepare(world);
        diesAndComesBack(PROVISIONING, traffic, () -> has(NumberAssigned.class, traffic));
    }

    @Test
    @TestPlan("E2E-KILL-03")
    void gatewayDiesWhileTheCarrierSells() {
        Traffic traffic = Traffic.prepare(world);
        diesAndComesBack(CARRIER, traffic, () -> world.database(CARRIER)
                .count("select count(*) from carrier_order where state = 'SUBMITTING'") > 0);
    }

    @Test
    @TestPlan("E2E-KILL-04")
    void routerDiesWhileWebhooksComeIn() {
        Traffic traffic = Traffic.prepare(world);
        diesAndComesBack(WEBHOOK, traffic, () -> has(WorkspaceCreated.class, traffic));
    }

    private void diesAndComesBack(Service service, Traffic traffic, Callable<Boolean> inTheMiddle) {
        // Given
        traffic.begin();
        World.await().until(inTheMiddle);

        // When
        world.kill(service);
        traffic.goOn();
        assertThat(traffic.isOver()).as("the flow was interrupted").isFalse();
        world.simulator().clearFaults();
        world.restart(service);

        // Then: and the oracle finds nothing done twice.
        traffic.awaitGoodEnd();
    }

    private boolean has(Class<? extends Event> type, Traffic traffic) {
        return traffic.joining().stream().anyMatch(id -> world.events().first(type, id).isPresent());
    }
}
