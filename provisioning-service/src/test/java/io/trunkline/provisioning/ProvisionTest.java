package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;

@QuarkusTest
class ProvisionTest extends ServiceTest {

    @Test
    void provisionsTheFirstNumberOfAProfessionalWorkspace() {
        // Given
        String e164 = anyE164();
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);

        // When
        NumberAssigned assigned = assign(claim.operationId(), workspace, claim.slot(), e164);
        configure(claim.operationId());

        // Then
        ProvisioningCompleted completed = kafka.await(ProvisioningCompleted.class,
                event -> event.workspaceId().equals(workspace));
        assertThat(completed.e164()).isEqualTo(e164);
        asAdminOf(workspace).get("/api/phone/provision").then().statusCode(200)
                .body("has_number", equalTo(true)).body("phone_number", equalTo(e164))
                .body("number.id", equalTo(assigned.numberId().toString())).body("number.type", equalTo("primary"));
        asAdminOf(workspace).post("/api/phone/provision").then().statusCode(200).body("phone_number", equalTo(e164));
        asAdminOf(workspace).get("/api/operations/{id}", claim.operationId()).then().statusCode(200)
                .body("state", equalTo("COMPLETED")).body("steps.name", contains("CLAIM", "CONFIGURE"))
                .body("result.phoneNumber", equalTo(e164));
        assertThat(count("select count(*) from transfer where workspace_id = '" + workspace + "'")).as("moves no money")
                .isZero();
    }

    @Test
    void provisionsNoNumberForAStarterWorkspace() {
        // Given
        String starter = workspace("starter");

        // When
        var answer = asAdminOf(starter).post("/api/phone/provision");

        // Then
        answer.then().statusCode(403).body("code", equalTo("PLAN_UPGRADE_REQUIRED"));
        assertThat(kafka.events(ClaimNumber.class)).noneMatch(claim -> claim.workspaceId().equals(starter));
    }

    @Test
    void provisionsTheFirstNumberOnAnUpgrade() {
        // Given
        String workspace = workspace("starter");

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "professional", Instant.now()));

        // Then
        assertThat(awaitClaim(workspace).slot()).isEqualTo("included-1");
    }

    @Test
    void claimsOnceForRepeatedWorkspaceEvents() {
        // Given
        String workspace = newWorkspaceId();
        WorkspaceCreated created = new WorkspaceCreated(workspace, "Acme", "professional", Instant.now());
        UUID sameEvent = UUID.randomUUID();

        // When
        IntStream.range(0, 50).forEach(i -> {
            kafka.publish(sameEvent, created);
            kafka.publish(created);
        });
        String marker = workspace("professional");

        // Then
        awaitClaim(marker);
        await().during(java.time.Duration.ofMillis(500)).untilAsserted(() -> assertThat(kafka.events(ClaimNumber.class))
                .filteredOn(claim -> claim.workspaceId().equals(workspace)).hasSize(1));
        assertThat(count("select count(*) from operation where workspace_id = '" + workspace + "'")).isOne();
    }

    @Test
    void concurrentRequestsJoinOneOperation() {
        // Given
        String workspace = workspace("enterprise");
        ClaimNumber claim = awaitClaim(workspace);

        // When
        var answers = IntStream.range(0, 20).mapToObj(i -> CompletableFuture
                .supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=15").post("/api/phone/provision"))).toList();
        assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());

        // Then
        assertThat(answers.stream().map(answer -> answer.join().path("phone_number").toString()).distinct()).hasSize(1);
        assertThat(kafka.events(ClaimNumber.class)).filteredOn(one -> one.workspaceId().equals(workspace)).hasSize(1);
    }

    @Test
    void ordersWhenTheStockIsEmptyAndWaitsForAnUnknownOrder() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);

        // When
        kafka.publish(new NoNumberAvailable(claim.operationId(), workspace, claim.slot(), NumberCriteria.ANY, Instant.now()));
        OrderNumber order = awaitOrder(workspace);
        kafka.publish(new NumberOrderUnknown(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, workspace,
                null, "twilio"));
        await().untilAsserted(() -> asAdminOf(workspace).get("/api/operations/{id}", claim.operationId()).then()
                .body("steps[1].note", equalTo("ORDER_UNKNOWN: being looked up at twilio")));
        assign(order, anyE164());
        configure(claim.operationId());

        // Then
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
        assertThat(kafka.events(OrderNumber.class)).filteredOn(one -> workspace.equals(one.workspaceId())).hasSize(1);
    }

    @Test
    void needsAttentionForAnUndecidedOrderAndCompletesAfterwards() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        kafka.publish(new NoNumberAvailable(claim.operationId(), workspace, claim.slot(), NumberCriteria.ANY, Instant.now()));
        OrderNumber order = awaitOrder(workspace);

        // When
        kafka.publish(new NumberOrderNeedsAttention(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, workspace,
                null, "twilio", "CARRIER_UNAVAILABLE", "Not to be found out"));

        // Then
        OperationNeedsAttention call = kafka.await(OperationNeedsAttention.class,
                event -> event.operationId().equals(claim.operationId()));
        assertThat(call.step()).isEqualTo("ORDER");
        assertThat(call.code()).isEqualTo("CARRIER_UNAVAILABLE");
        asAdminOf(workspace).get("/api/operations/{id}", claim.operationId()).then()
                .body("state", equalTo("NEEDS_ATTENTION"))
                .body("steps[1].note", equalTo("CARRIER_UNAVAILABLE: Not to be found out"));
        assign(order, anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
    }

    @Test
    void answers503WithoutANumberAndRetries() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        var answer = CompletableFuture
                .supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=15").post("/api/phone/provision"));

        // When
        kafka.publish(new NoNumberAvailable(claim.operationId(), workspace, claim.slot(), NumberCriteria.ANY, Instant.now()));
        OrderNumber order = awaitOrder(workspace);
        kafka.publish(new NumberOrderFailed(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, workspace,
                null, "twilio", "NO_INVENTORY", "Nothing fits"));

        // Then
        answer.join().then().statusCode(503).header("Retry-After", notNullValue())
                .body("code", equalTo("NO_NUMBERS_AVAILABLE"));
        ProvisioningFailed failed = kafka.await(ProvisioningFailed.class, event -> event.workspaceId().equals(workspace));
        assertThat(failed.retryAt()).isAfter(failed.failedAt());
        await().atMost(java.time.Duration.ofSeconds(15)).untilAsserted(() -> assertThat(kafka.events(ClaimNumber.class))
                .filteredOn(one -> one.workspaceId().equals(workspace)).extracting(ClaimNumber::operationId).hasSize(2)
                .doesNotHaveDuplicates());
    }

    @Test
    void setsANumberAsideWhenItsConfigurationFails() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        NumberAssigned assigned = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        ConfigureNumber configure = awaitConfigure(claim.operationId());

        // When
        kafka.publish(new NumberConfigurationFailed(configure.commandId(), claim.operationId(), workspace, assigned.e164(),
                "twilio", "NUMBER_NOT_OWNED", "The carrier does not hold it for us"));
        ReleaseNumber giveBack = awaitRelease(claim.operationId());
        confirmRelease(giveBack, assigned.e164());

        // Then
        assertThat(giveBack.disposal()).isEqualTo(Disposal.SET_ASIDE);
        assertThat(giveBack.assignedFor()).isNull();
        kafka.await(ProvisioningFailed.class, event -> event.operationId().equals(claim.operationId()));
        asAdminOf(workspace).get("/api/operations/{id}", claim.operationId()).then()
                .body("state", equalTo("COMPENSATED")).body("steps.name", contains("CLAIM", "CONFIGURE", "GIVE_BACK"))
                .body("error.code", equalTo("NUMBER_NOT_OWNED"));
    }

    @Test
    void ignoresUnexpectedReplies() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        NumberAssigned assigned = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));

        // When
        assign(claim.operationId(), workspace, claim.slot(), anyE164());
        kafka.publish(new NumberOrderFailed(UUID.randomUUID(), claim.operationId(), OrderPurpose.WORKSPACE, workspace,
                null, "twilio", "NO_INVENTORY", null));
        assign(UUID.randomUUID(), workspace, claim.slot(), anyE164());
        String marker = workspace("professional");
        ClaimNumber markerClaim = awaitClaim(marker);
        assign(markerClaim.operationId(), marker, markerClaim.slot(), anyE164());
        configure(markerClaim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.workspaceId().equals(marker));

        // Then
        asAdminOf(workspace).get("/api/phone/provision").then().body("phone_number", equalTo(assigned.e164()));
        assertThat(kafka.events(ProvisioningFailed.class)).noneMatch(event -> event.workspaceId().equals(workspace));
    }

    @Test
    void aDeletionBeforeTheCreationWins() {
        // Given
        String workspace = newWorkspaceId();
        kafka.publish(new WorkspaceDeleted(workspace, Instant.now()));

        // When
        kafka.publish(new WorkspaceCreated(workspace, "Acme", "professional", Instant.now().minusSeconds(1)));
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "professional", Instant.now().plusSeconds(1)));

        // Then
        await().during(java.time.Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(count("select count(*) from slot where workspace_id = '" + workspace + "'")).isZero();
            asAdminOf(workspace).post("/api/phone/provision").then().statusCode(404)
                    .body("code", equalTo("WORKSPACE_NOT_FOUND"));
        });
    }

    @Test
    void releasesANumberAssignedAfterTheWorkspaceWasDeleted() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        kafka.publish(new WorkspaceDeleted(workspace, Instant.now()));
        await().untilAsserted(() -> assertThat(
                count("select count(*) from workspace where state = 'DELETED' and id = '" + workspace + "'")).isOne());

        // When
        NumberAssigned assigned = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());

        // Then
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));
        assertThat(release.numberId()).isEqualTo(assigned.numberId());
        assertThat(release.disposal()).isEqualTo(Disposal.QUARANTINE);
    }
}
