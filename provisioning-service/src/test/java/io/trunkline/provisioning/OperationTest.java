package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;

/** Timeouts, late replies and compensation of operations. */
@QuarkusTest
class OperationTest extends ServiceTest {

    @Test
    void resendsACommandWithDoublingDelayUpToAnHour() {
        // Given
        ClaimNumber claim = awaitClaim(workspace("professional"));

        // When Then
        for (int attempt = 2; attempt <= 9; attempt++) {
            makeOverdue(claim.operationId());
            assertThat(secondsToWaitAfter(claim.operationId(), attempt)).isBetween(Math.min(30L << attempt - 1, 3600) - 10,
                    Math.min(30L << attempt - 1, 3600));
        }
        assertThat(kafka.events(ClaimNumber.class)).filteredOn(claim::equals).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void neverDelaysTheEscalationWithARetry() {
        // Given
        ClaimNumber claim = awaitClaim(workspace("professional"));
        execute("update operation set created_at = now() - interval '24 hours' + interval '40 seconds' where id = '"
                + claim.operationId() + "'");

        // When
        makeOverdue(claim.operationId());

        // Then
        assertThat(secondsToWaitAfter(claim.operationId(), 2)).isBetween(20L, 40L);
    }

    @Test
    void anOverdueOperationThatCannotBeUpdatedDoesNotBlockTheOthers() {
        // Given
        ClaimNumber failing = awaitClaim(workspace("professional"));
        ClaimNumber behind = awaitClaim(workspace("professional"));

        whileRejectingWrites("operation_step", "new.operation_id = '" + failing.operationId() + "'", () -> {
            // When
            execute("update operation set deadline = now() - case id when '" + failing.operationId()
                    + "' then interval '2 minutes' else interval '1 minute' end where id in ('" + failing.operationId()
                    + "', '" + behind.operationId() + "')");

            // Then
            assertThat(secondsToWaitAfter(behind.operationId(), 2)).isPositive();
        });
    }

    @Test
    void releasesANumberAssignedAfterItsOperationFailed() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "too-late");
        OrderNumber order = awaitOrder(workspace);
        fail(order);
        answer.join().then().statusCode(503);

        // When
        NumberAssigned late = assign(order, order.e164());
        kafka.publish(late);

        // Then
        await().untilAsserted(() -> assertThat(releasesOf(late)).hasSize(2));
        assertThat(releasesOf(late)).extracting(ReleaseNumber::operationId).as("one command").containsOnly(
                releasesOf(late).get(0).operationId());
        assertThat(releasesOf(late)).extracting(ReleaseNumber::disposal).containsOnly(Disposal.CARRIER);
        assertThat(releasesOf(late)).extracting(ReleaseNumber::assignedFor).containsOnly(order.operationId());
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
    }

    @Test
    void givesUpALateNumberWhileAnotherOperationFillsTheSlot() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber first = awaitClaim(workspace);
        failForLackOfNumbers(first);
        ClaimNumber second = kafka.await(ClaimNumber.class,
                claim -> claim.workspaceId().equals(workspace) && !claim.operationId().equals(first.operationId()));

        // When
        NumberAssigned late = assign(first.operationId(), workspace, first.slot(), anyE164());

        // Then
        await().untilAsserted(() -> assertThat(releasesOf(late)).hasSize(1));
        assertThat(releasesOf(late).get(0).assignedFor()).as("inventory-service keeps it if the second operation has it too")
                .isEqualTo(first.operationId());

        // When
        NumberAssigned same = new NumberAssigned(late.numberId(), late.e164(), late.numberType(), late.country(),
                late.carrier(), late.carrierAccount(), late.carrierNumberId(), workspace, late.slot(), second.operationId(),
                late.assignedAt(), null);
        kafka.publish(same);
        configure(second.operationId());

        // Then
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(second.operationId()));
        assertThat(releasesOf(late)).extracting(ReleaseNumber::assignedFor).containsOnly(first.operationId());
    }

    @Test
    void releasesALateNumberOfADeletedWorkspace() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        kafka.publish(new WorkspaceDeleted(workspace, Instant.now()));
        failForLackOfNumbers(claim);

        // When
        NumberAssigned late = assign(claim.operationId(), workspace, claim.slot(), anyE164());

        // Then
        await().untilAsserted(() -> assertThat(releasesOf(late)).hasSize(1));
    }

    @Test
    void failsAClaimWhoseNumberWasReleasedMeanwhile() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);

        // When
        kafka.publish(new NumberAssignmentRefused(claim.operationId(), workspace, claim.slot(), null, "NUMBER_NOT_ASSIGNED"));

        // Then
        assertThat(kafka.await(ProvisioningFailed.class, event -> event.operationId().equals(claim.operationId())).code())
                .isEqualTo("NUMBER_NOT_ASSIGNED");
    }

    @Test
    void doesNotReturnAStockNumberToTheCarrier() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        kafka.publish(new NoNumberAvailable(claim.operationId(), workspace, claim.slot(), NumberCriteria.ANY, Instant.now()));
        OrderNumber order = awaitOrder(workspace);

        // When
        assign(order.operationId(), workspace, order.slot(), anyE164());
        failConfiguration(claim.operationId());

        // Then
        assertThat(awaitRelease(claim.operationId()).disposal()).isEqualTo(Disposal.SET_ASIDE);
    }

    @Test
    void voidsTheHoldWhenTheBoughtNumberCannotBeAssigned() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "refused");
        OrderNumber order = awaitOrder(workspace);

        // When
        kafka.publish(new NumberAssignmentRefused(order.operationId(), workspace, order.slot(), order.e164(),
                "NUMBER_NOT_ASSIGNABLE"));

        // Then
        answer.join().then().statusCode(409).body("code", equalTo("NUMBER_NOT_ASSIGNABLE"));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
    }

    @Test
    void purchasesAndRepliesOfOneWorkspaceDoNotDeadlock() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 100_000);
        long before = deadlocks();
        List<Response> begun = purchaseAtOnce(workspace, 40);
        begun.forEach(answer -> answer.then().statusCode(202));
        await().untilAsserted(() -> assertThat(ordersOf(workspace)).hasSize(40));
        List<OrderNumber> orders = ordersOf(workspace);

        // When
        CompletableFuture<List<Response>> more = CompletableFuture.supplyAsync(() -> purchaseAtOnce(workspace, 120));
        orders.forEach(this::fail);

        // Then
        assertThat(more.join()).extracting(Response::statusCode).containsOnly(202);
        await().untilAsserted(() -> assertThat(kafka.events(ProvisioningFailed.class))
                .filteredOn(event -> event.workspaceId().equals(workspace)).hasSize(40));
        // A backend publishes its statistics at most once a second.
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(deadlocks()).isEqualTo(before));
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(120 * 150));
    }

    @Test
    void readsAPageOfTransfersFromItsIndex() throws SQLException {
        try (Connection connection = connect()) {
            // Given
            connection.createStatement()
                    .execute("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off");

            // When
            ResultSet plan = connection.createStatement().executeQuery("explain select * from transfer"
                    + " where workspace_id = 'org_1' order by created_at desc, id desc limit 51");

            // Then
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(1)).append('\n');
            }
            assertThat(text.toString()).contains("transfer_of_workspace").doesNotContain("Sort");
        }
    }

    private List<Response> purchaseAtOnce(String workspace, int times) {
        List<CompletableFuture<Response>> answers = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=0")
                        .body(purchaseOf(workspace, anyE164())).post("/api/numbers/purchase")))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private List<OrderNumber> ordersOf(String workspace) {
        return kafka.events(OrderNumber.class).stream().filter(order -> workspace.equals(order.workspaceId())).toList();
    }

    private static long deadlocks() {
        return count("select deadlocks from pg_stat_database where datname = 'provisioning'");
    }

    private static void makeOverdue(UUID operation) {
        execute("update operation set deadline = now() where id = '" + operation + "'");
    }

    private static long secondsToWaitAfter(UUID operation, int attempt) {
        await().untilAsserted(() -> assertThat(count("select attempt from operation_step where operation_id = '" + operation
                + "' order by seq desc limit 1")).isEqualTo(attempt));
        return count("select round(extract(epoch from deadline - now())) from operation where id = '" + operation + "'");
    }
}
