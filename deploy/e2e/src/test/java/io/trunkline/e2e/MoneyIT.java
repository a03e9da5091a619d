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
import io.trunkline.e2e.system.Answer;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.e2e.system.World;
import io.trunkline.events.CarrierCommand.OrderNumber;

/** Money first, undo always. */
@EndToEndTest
@Order(30)
class MoneyIT {

    private static final long PRICE = 150;
    /** At Twilio, to those who give an address. */
    private static final String BRITISH = "+447400123450";

    private final World world;

    MoneyIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-MONEY-01")
    void tooLittleMoneyBuysNothing() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Short of Change");
        workspace.credit(PRICE - 1);
        String wanted = world.simulator().forSale("646");

        // When
        Answer answer = workspace.buy(wanted, "dream");

        // Then
        answer.expectProblem(402, "INSUFFICIENT_BALANCE");
        assertThat(world.simulator().ledgerOf(wanted)).as("nothing at the carrier").isEmpty();
        assertThat(world.events().of(OrderNumber.class, workspace.id()))
                .noneMatch(order -> order.text("e164").equals(wanted));
        assertThat(workspace.movements()).containsExactly("CREDIT");
        assertThat(workspace.wallet().path("availableCents").asLong()).isEqualTo(PRICE - 1);
    }

    @Test
    @TestPlan("E2E-MONEY-02")
    void holdIsVoidedWhenTheCarrierSellsTheNumberToSomebodyElse() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Second Best");
        workspace.credit(1_000);
        String wanted = world.simulator().forSale("646");
        world.simulator().fault(Map.of("operation", "order", "fault", "NUMBER_TAKEN", "number", wanted));

        // When
        Answer answer = workspace.buy(wanted, "dream");

        // Then
        answer.expectProblem(409, "NUMBER_UNAVAILABLE");
        assertThat(workspace.movements()).containsExactly("VOID", "HOLD", "CREDIT");
        JsonNode wallet = workspace.wallet();
        assertThat(wallet.path("balanceCents").asLong()).isEqualTo(1_000);
        assertThat(wallet.path("heldCents").asLong()).isZero();
        assertThat(world.simulator().ledgerOf(wanted)).isEmpty();
        assertThat(workspace.numbers()).hasSize(1);
    }

    @Test
    @TestPlan("E2E-MONEY-03")
    void moneyForThreeNumbersBuysThreeHoweverManyAreAskedForAtOnce() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Call Centre");
        workspace.credit(3 * PRICE + 1);
        Api caller = workspace.api().with("prefer", "wait=30");

        // When
        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(i -> caller.postLater("/api/numbers/purchase", workspace.purchase(numberToBuy(i)))).toList()
                .stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(answers).extracting(Answer::status).containsOnly(201, 402);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(workspace.wallet().path("balanceCents").asLong()).isEqualTo(1);
        assertThat(workspace.numbers()).hasSize(4);
    }

    @Test
    @TestPlan("E2E-MONEY-04")
    void topUpRepeatedWithItsKeyCountsOnce() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Careful Bookkeeping");
        String path = "/api/admin/wallets/" + workspace.id() + "/credits";
        Map<String, Object> credit = Map.of("amountCents", 500, "currency", "USD", "reference", "invoice 7");
        Api caller = world.admin().with("idempotency-key", "invoice-7");

        // When
        Answer first = caller.post(path, credit).expect(201);
        Answer again = caller.post(path, credit).expect(201);

        // Then
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(workspace.wallet().path("balanceCents").asLong()).isEqualTo(500);
        world.admin().post(path, credit).expectProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    @TestPlan("E2E-MONEY-05")
    void holdIsVoidedWhenTheCountryAsksForAnAddress() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Going to London");
        workspace.credit(1_000);

        // When
        Answer answer = workspace.buy(BRITISH, "london");

        // Then
        answer.expectProblem(422, "ADDRESS_REQUIRED");
        assertThat(workspace.movements()).containsExactly("VOID", "HOLD", "CREDIT");
        JsonNode wallet = workspace.wallet();
        assertThat(wallet.path("balanceCents").asLong()).isEqualTo(1_000);
        assertThat(wallet.path("heldCents").asLong()).isZero();
        assertThat(world.simulator().ledgerOf(BRITISH)).isEmpty();
        assertThat(workspace.numbers()).hasSize(1);
    }

    /** Different ones, for sale, of an area code nobody else here uses. */
    private String numberToBuy(int index) {
        return "+1347555%04d".formatted(110 + index);
    }
}
