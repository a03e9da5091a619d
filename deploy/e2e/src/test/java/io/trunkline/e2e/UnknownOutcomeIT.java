package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;

/** The carrier does not respond: the order is looked up and never bought twice. */
@EndToEndTest
@Order(40)
class UnknownOutcomeIT {

    private final SystemUnderTest system;

    UnknownOutcomeIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-UNKNOWN-01")
    void purchaseThatTimedOutAfterExecutionIsFound() {
        // Given
        system.emptyStock();
        system.simulator().fault("order", "TIMEOUT_AFTER_EXECUTION", 1);

        // When
        Workspace workspace = system.createWorkspace("Patience Florist", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(system.simulator().faultsFired()).isEqualTo(1);
        assertThat(system.events().of(NumberOrderUnknown.class, workspace.id())).singleElement()
                .extracting(event -> event.text("e164")).isEqualTo(number.e164());
        assertBoughtOnce(number.e164());
    }

    @Test
    @TestPlan("E2E-UNKNOWN-02")
    void paidPurchaseWithAConnectionResetIsPaidOnce() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Loose Cable Inc.");
        workspace.credit(1_000);
        String numberForSale = system.simulator().forSale("646");
        system.simulator().fault("order", "RESET_AFTER_EXECUTION", 1);

        // When
        ApiResponse response = workspace.buy(numberForSale, "second-line");

        // Then
        response.expect(201);
        assertThat(system.simulator().faultsFired()).isEqualTo(1);
        assertThat(system.events().of(NumberOrderUnknown.class, workspace.id())).hasSize(1);
        assertThat(workspace.movements()).containsExactly("CAPTURE", "HOLD", "CREDIT");
        assertBoughtOnce(numberForSale);
    }

    @Test
    @TestPlan("E2E-UNKNOWN-03")
    void purchaseThatTimedOutBeforeExecutionIsRepeatedOnce() {
        // Given
        system.emptyStock();
        system.simulator().fault("order", "TIMEOUT_BEFORE_EXECUTION", 1);

        // When
        Workspace workspace = system.createWorkspace("Second Try Tailor", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(system.events().of(NumberOrderUnknown.class, workspace.id())).hasSize(1);
        assertBoughtOnce(number.e164());
    }

    private void assertBoughtOnce(String number) {
        assertThat(system.simulator().ledgerOf(number)).extracting(Entry::action).containsOnlyOnce("NUMBER_BOUGHT");
    }
}
