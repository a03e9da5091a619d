package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.local.Service;

/** Money is held before a purchase and released when the purchase fails. */
@EndToEndTest
@Order(30)
class MoneyIT {

    private static final long PRICE = 150;
    /** Sold at Twilio with an address only. */
    private static final String BRITISH = "+447400123450";

    private final SystemUnderTest system;

    MoneyIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-MONEY-01")
    void purchaseWithoutEnoughMoneyIsRejected() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Short of Change");
        workspace.credit(PRICE - 1);
        String numberForSale = system.simulator().forSale("646");

        // When
        ApiResponse response = workspace.buy(numberForSale, "dream");

        // Then
        response.expectProblem(402, "INSUFFICIENT_BALANCE");
        assertThat(system.simulator().ledgerOf(numberForSale)).as("nothing at the carrier").isEmpty();
        assertThat(system.events().of(OrderNumber.class, workspace.id()))
                .noneMatch(order -> order.text("e164").equals(numberForSale));
        assertThat(workspace.movements()).containsExactly("CREDIT");
        assertThat(workspace.wallet().path("availableCents").asLong()).isEqualTo(PRICE - 1);
    }

    @Test
    @TestPlan("E2E-MONEY-02")
    void holdIsVoidedWhenTheNumberIsTaken() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Second Best");
        workspace.credit(1_000);
        String numberForSale = system.simulator().forSale("646");
        system.simulator().fault(Map.of("operation", "order", "fault", "NUMBER_TAKEN", "number", numberForSale));

        // When
        ApiResponse response = workspace.buy(numberForSale, "dream");

        // Then
        response.expectProblem(409, "NUMBER_UNAVAILABLE");
        assertThat(workspace.movements()).containsExactly("VOID", "HOLD", "CREDIT");
        JsonNode wallet = workspace.wallet();
        assertThat(wallet.path("balanceCents").asLong()).isEqualTo(1_000);
        assertThat(wallet.path("heldCents").asLong()).isZero();
        assertThat(system.simulator().ledgerOf(numberForSale)).isEmpty();
        assertThat(workspace.numbers()).hasSize(1);
    }

    @Test
    @TestPlan("E2E-MONEY-03")
    void concurrentPurchasesNeverExceedTheBalance() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Call Centre");
        workspace.credit(3 * PRICE + 1);
        Api caller = workspace.api().with("prefer", "wait=30");

        // When
        List<ApiResponse> responses = IntStream.range(0, 8)
                .mapToObj(i -> caller.postAsync("/api/numbers/purchase", workspace.purchase(numberToBuy(i)))).toList()
                .stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(responses).extracting(ApiResponse::status).containsOnly(201, 402);
        assertThat(responses).filteredOn(response -> response.status() == 201).hasSize(3);
        assertThat(workspace.wallet().path("balanceCents").asLong()).isEqualTo(1);
        assertThat(workspace.numbers()).hasSize(4);
    }

    @Test
    @TestPlan("E2E-MONEY-04")
    void repeatedTopUpCountsOnce() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Careful Bookkeeping");
        String path = "/api/admin/wallets/" + workspace.id() + "/credits";
        Map<String, Object> credit = Map.of("amountCents", 500, "currency", "USD", "reference", "invoice 7");
        Api caller = system.admin().with("idempotency-key", "invoice-7");

        // When
        ApiResponse first = caller.post(path, credit).expect(201);
        ApiResponse again = caller.post(path, credit).expect(201);

        // Then
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(workspace.wallet().path("balanceCents").asLong()).isEqualTo(500);
        system.admin().post(path, credit).expectProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    @TestPlan("E2E-MONEY-05")
    void holdIsVoidedWhenAnAddressIsRequired() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Going to London");
        workspace.credit(1_000);

        // When
        ApiResponse response = workspace.buy(BRITISH, "london");

        // Then
        response.expectProblem(422, "ADDRESS_REQUIRED");
        assertThat(workspace.movements()).containsExactly("VOID", "HOLD", "CREDIT");
        JsonNode wallet = workspace.wallet();
        assertThat(wallet.path("balanceCents").asLong()).isEqualTo(1_000);
        assertThat(wallet.path("heldCents").asLong()).isZero();
        assertThat(system.simulator().ledgerOf(BRITISH)).isEmpty();
        assertThat(workspace.numbers()).hasSize(1);
    }

    @Test
    @TestPlan("E2E-MONEY-06")
    void workspaceThatIsDeletedWhileItBuysPaysNothing() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Closing Down Sale");
        workspace.credit(1_000);
        String numberForSale = system.simulator().forSale("646");
        system.simulator().fault(Map.of("operation", "order", "fault", "SLOW", "delayMillis", 2_000, "times", 1));

        // When
        workspace.api().with("idempotency-key", "last").with("prefer", "wait=0")
                .post("/api/numbers/purchase", workspace.purchase(numberForSale)).expect(202);
        SystemUnderTest.await().until(() -> system.database(Service.CARRIER)
                .count("select count(*) from carrier_order where state = 'SUBMITTING'") > 0);
        system.simulator().deleteOrganization(workspace.id());

        // Then
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.simulator().ledgerOf(numberForSale))
                .extracting(Entry::action).containsSubsequence("NUMBER_BOUGHT", "NUMBER_RELEASED"));
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.database(Service.PROVISIONING)
                .strings("select kind from transfer where workspace_id = ? order by created_at", workspace.id()))
                .containsExactly("CREDIT", "HOLD", "VOID"));
    }

    /** Different numbers for sale, in an area code that no other test uses. */
    private String numberToBuy(int index) {
        return "+1347555%04d".formatted(110 + index);
    }
}
