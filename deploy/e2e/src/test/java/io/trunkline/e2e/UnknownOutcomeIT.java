package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Answer;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.e2e.system.World;
import io.trunkline.e2e.system.World.PhoneNumber;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;

/** The carrier's answer never comes: looked up, never guessed, never bought twice. */
@EndToEndTest
@Order(40)
class UnknownOutcomeIT {

    private final World world;

    UnknownOutcomeIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-UNKNOWN-01")
    void purchaseThatTimedOutAfterItWasCarriedOutIsFoundAndGiven() {
        // Given
        world.drainStock();
        world.simulator().fault("order", "TIMEOUT_AFTER_EXECUTION", 1);

        // When
        Workspace workspace = world.createWorkspace("Patience Florist", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(world.simulator().faultsFired()).isEqualTo(1);
        assertThat(world.events().of(NumberOrderUnknown.class, workspace.id())).singleElement()
                .extracting(event -> event.text("e164")).isEqualTo(number.e164());
        assertBoughtOnce(number.e164());
    }

    @Test
    @TestPlan("E2E-UNKNOWN-02")
    void paidPurchaseWhoseConnectionBrokeIsBoughtAndPaidOnce() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Loose Cable Inc.");
        workspace.credit(1_000);
        String wanted = world.simulator().forSale("646");
        world.simulator().fault("order", "RESET_AFTER_EXECUTION", 1);

        // When
        Answer answer = workspace.buy(wanted, "second-line");

        // Then
        answer.expect(201);
        assertThat(world.simulator().faultsFired()).isEqualTo(1);
        assertThat(world.events().of(NumberOrderUnknown.class, workspace.id())).hasSize(1);
        assertThat(workspace.movements()).containsExactly("CAPTURE", "HOLD", "CREDIT");
        assertBoughtOnce(wanted);
    }

    @Test
    @TestPlan("E2E-UNKNOWN-03")
    void purchaseThatTimedOutBeforeItWasCarriedOutIsRepeatedOnce() {
        // Given
        world.drainStock();
        world.simulator().fault("order", "TIMEOUT_BEFORE_EXECUTION", 1);

        // When
        Workspace workspace = world.createWorkspace("Second Try Tailor", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(world.events().of(NumberOrderUnknown.class, workspace.id())).hasSize(1);
        assertBoughtOnce(number.e164());
    }

    private void assertBoughtOnce(String number) {
        assertThat(world.simulator().ledgerOf(number)).extracting(Entry::action).containsOnlyOnce("NUMBER_BOUGHT");
    }
}
