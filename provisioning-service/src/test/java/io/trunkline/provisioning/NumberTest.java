package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.SlotRepository;

/** Responses to requests for numbers. */
@QuarkusTest
class NumberTest extends ServiceTest {

    @Inject
    SlotRepository slots;

    @Test
    void answersConflictWhileTheFirstNumberIsReleased() {
        // Given
        String workspace = workspace("professional");
        NumberAssigned first = provisioned(workspace);
        asAdminOf(workspace).header("Prefer", "wait=0").queryParam("confirm", first.e164())
                .delete("/api/numbers/{id}/release", first.numberId()).then().statusCode(202);

        // When
        Response answer = asAdminOf(workspace).header("Prefer", "wait=5").post("/api/phone/provision");

        // Then
        answer.then().statusCode(409).body("code", equalTo("NUMBER_BUSY"));
        asAdminOf(workspace).get("/api/phone/provision").then().body("number.status", equalTo("releasing"));
        confirmRelease(kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace)), first.e164());
        await().untilAsserted(() -> asAdminOf(workspace).get("/api/phone/provision").then()
                .body("has_number", equalTo(false)));
    }

    @Test
    void aWorkspaceKeepsItsNumberAfterADowngrade() {
        // Given
        String workspace = workspace("professional");
        NumberAssigned number = provisioned(workspace);

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "starter", Instant.now()));
        await().untilAsserted(() -> assertThat(
                count("select count(*) from workspace where plan = 'starter' and id = '" + workspace + "'")).isOne());

        // Then
        asAdminOf(workspace).post("/api/phone/provision").then().statusCode(200).body("phone_number", equalTo(number.e164()));
        asAdminOf(workspace).body("{}").post("/api/workspaces/{id}/phone-numbers", workspace).then().statusCode(403);
    }

    @Test
    void theSameKeyIsTheSameOperationWithoutAStoredResponse() {
        // Given
        String workspace = workspace("enterprise");
        provisioned(workspace);
        String begun = provisionNextNumber(workspace).header("Location");

        // When
        execute("delete from idempotency_key where scope like '" + workspace + "%'");
        String repeated = provisionNextNumber(workspace).header("Location");

        // Then
        assertThat(repeated).isNotNull().isEqualTo(begun);
        assertThat(count("select count(*) from operation where workspace_id = '" + workspace + "'")).isEqualTo(2);

        // When
        ClaimNumber claim = kafka.await(ClaimNumber.class, one -> begun.endsWith(one.operationId().toString()));
        NumberAssigned second = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
        execute("delete from idempotency_key where scope like '" + workspace + "%'");

        // Then
        provisionNextNumber(workspace).then().statusCode(200).body("phone_number", equalTo(second.e164()))
                .body("number.type", equalTo("support"));
    }

    @Test
    void answers202WhenTheStartedOperationCannotBeRead() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        CompletableFuture<Response> purchase = purchase(workspace, anyE164(), UUID.randomUUID().toString());
        OrderNumber order = awaitOrder(workspace);

        // When
        Response answer;
        execute("alter table operation rename to operation_away");
        try {
            answer = purchase.join();
        } finally {
            execute("alter table operation_away rename to operation");
        }

        // Then
        answer.then().statusCode(202).body("id", equalTo(order.operationId().toString()));
        assertThat(answer.header("Location")).isEqualTo("/api/operations/" + order.operationId());
        assignAndConfigure(order);
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(order.operationId()));
    }

    @Test
    void answersConflictForARefusedRelease() {
        // Given
        String workspace = workspace("professional");
        NumberAssigned number = provisioned(workspace);
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> asAdminOf(workspace)
                .header("Prefer", "wait=15").queryParam("confirm", number.e164())
                .delete("/api/numbers/{id}/release", number.numberId()));
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));

        // When
        kafka.publish(new NumberReleaseRefused(release.operationId(), workspace, number.numberId(), "NUMBER_NOT_ASSIGNED"));

        // Then
        answer.join().then().statusCode(409).body("code", equalTo("NUMBER_NOT_ASSIGNED"));
        asAdminOf(workspace).get("/api/workspaces/{id}/phone-numbers", workspace).then()
                .body("phoneNumbers.size()", equalTo(0));
    }

    @Test
    void aPurchasedSlotEndsWithItsNumber() throws Throwable {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var purchase = purchase(workspace, anyE164(), UUID.randomUUID().toString());
        OrderNumber order = awaitOrder(workspace);
        assignAndConfigure(order);
        String numberId = purchase.join().path("number.id");
        assertThat(slotsOf(workspace)).hasSize(1);

        // When
        asAdminOf(workspace).header("Prefer", "wait=0").queryParam("confirm", order.e164())
                .delete("/api/numbers/{id}/release", numberId).then().statusCode(202);
        confirmRelease(kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace)), order.e164());

        // Then
        await().untilAsserted(() -> {
            try {
                assertThat(slotsOf(workspace)).isEmpty();
            } catch (Throwable failure) {
                throw new AssertionError(failure);
            }
        });
    }

    private List<Slot> slotsOf(String workspace) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> slots.listCurrent(workspace)));
    }

    private static Response provisionNextNumber(String workspace) {
        return asAdminOf(workspace).header("Idempotency-Key", "second-line").header("Prefer", "wait=0")
                .body("{\"type\":\"support\"}").post("/api/workspaces/{id}/phone-numbers", workspace);
    }

    private NumberAssigned provisioned(String workspace) {
        ClaimNumber claim = awaitClaim(workspace);
        NumberAssigned assigned = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
        return assigned;
    }
}
