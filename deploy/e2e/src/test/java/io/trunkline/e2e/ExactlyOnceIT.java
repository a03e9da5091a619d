package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;

/** Repeated webhooks and requests, concurrent and at two instances of every service, take effect once. */
@EndToEndTest
@Order(20)
class ExactlyOnceIT {

    private static final int COPIES = 100;
    private static final int CALLS = 20;

    private final SystemUnderTest system;

    ExactlyOnceIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-ONCE-01")
    void oneNumberForAHundredCopiesOfAWebhook() {
        // Given
        system.ensureStock(3);
        Workspace workspace = system.createWorkspace("Echo Studio", "professional");
        String delivery = system.simulator().clerkDeliveries(workspace.id()).get(0).path("id").asText();

        // When
        List<Integer> statuses = system.simulator().resend(delivery, COPIES);

        // Then
        assertThat(statuses).hasSize(COPIES).allMatch(status -> status / 100 == 2);
        PhoneNumber number = workspace.awaitNumber();
        assertThat(system.events().of(WorkspaceCreated.class, workspace.id())).hasSize(1);
        assertThat(system.events().of(NumberAssigned.class, workspace.id())).extracting(event -> event.text("e164"))
                .containsOnly(number.e164());
    }

    @Test
    @TestPlan("E2E-ONCE-02")
    void oneNumberBoughtForTwentyPurchasesWithOneKey() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Twice as Nice");
        workspace.credit(1_000);
        String numberForSale = system.simulator().forSale("646");
        Api caller = workspace.api().with("idempotency-key", "sales-line").with("prefer", "wait=30");

        // When
        List<ApiResponse> responses = Stream
                .generate(() -> caller.postAsync("/api/numbers/purchase", workspace.purchase(numberForSale)))
                .limit(CALLS).toList().stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(responses).extracting(ApiResponse::status).contains(201).containsOnly(201, 409);
        assertThat(responses).filteredOn(response -> response.status() == 409)
                .allSatisfy(response -> response.expectProblem(409, "IDEMPOTENCY_KEY_IN_FLIGHT"));
        ApiResponse first = responses.stream().filter(response -> response.status() == 201).findFirst().orElseThrow();
        assertThat(first.json().path("phone_number").asText()).isEqualTo(numberForSale);
        ApiResponse replayed = workspace.buy(numberForSale, "sales-line").expect(201);
        assertThat(replayed.text()).as("the same answer byte for byte").isEqualTo(first.text());
        assertThat(workspace.movements()).containsExactly("CAPTURE", "HOLD", "CREDIT");
        assertThat(workspace.wallet().path("balanceCents").asLong()).isEqualTo(850);
        assertThat(system.simulator().ledgerOf(numberForSale)).filteredOn(entry -> entry.action().equals("NUMBER_BOUGHT"))
                .hasSize(1);
        assertThat(system.events().of(OrderNumber.class, workspace.id()))
                .filteredOn(event -> event.text("e164").equals(numberForSale))
                .extracting(event -> event.text("orderId")).containsOnly(orderOf(numberForSale));
        assertThat(workspace.numbers()).hasSize(2);
    }

    @Test
    @TestPlan("E2E-ONCE-03")
    void reusedKeyIsRejected() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Key Cutter");
        workspace.credit(1_000);
        String first = system.simulator().forSale("917");
        workspace.buy(first, "line").expect(201);
        String second = system.simulator().forSale("917");

        // When
        ApiResponse response = workspace.buy(second, "line");

        // Then
        response.expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(system.simulator().ledgerOf(second)).isEmpty();
        assertThat(Collections.frequency(workspace.movements(), "HOLD")).isEqualTo(1);
        workspace.buy(second, "line two ").expectProblem(400, "IDEMPOTENCY_KEY_MALFORMED");
    }

    @Test
    @TestPlan("E2E-ONCE-04")
    void oneMessageForManyDeliveriesOfAText() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Stereo Repair");
        PhoneNumber number = workspace.number();
        String customer = system.newHandset();

        // When
        var delivered = system.simulator().text(customer, number.e164(), "Once, please", null, CALLS);
        assertThat(delivered.statuses()).hasSize(CALLS).allMatch(status -> status == 200);
        system.simulator().text(customer, number.e164(), "The last one");

        // Then
        SystemUnderTest.await().untilAsserted(
                () -> assertThat(workspace.textsFrom(customer)).containsExactly("The last one", "Once, please"));
    }

    @Test
    @TestPlan("E2E-ONCE-05")
    void oneReplyIsSentForTwentyRequestsWithOneKey() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Night Shift");
        String customer = system.newHandset();
        Api caller = workspace.api().with("idempotency-key", "reply-1");
        Map<String, Object> reply = new HashMap<>(Map.of("channel", "sms", "to", customer, "body", "We open at six."));

        // When
        List<ApiResponse> responses = Stream
                .generate(() -> caller.postAsync("/api/workspaces/" + workspace.id() + "/messages", reply))
                .limit(CALLS).toList().stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(responses).extracting(ApiResponse::status).contains(202).containsOnly(202, 409);
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.messagesWith(customer)).singleElement()
                .extracting(message -> message.path("status").asText()).isEqualTo("delivered"));
        assertThat(system.simulator().ledgerOf(workspace.number().e164())).extracting(Entry::action)
                .containsOnlyOnce("MESSAGE_SENT");
    }

    private String orderOf(String number) {
        return system.simulator().ledgerOf(number).get(0).reference();
    }
}
