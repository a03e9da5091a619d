package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.ProvisioningEvent.OperationNeedsAttention;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.ProvisioningEvent.ProvisioningFailed;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;

/** A number of the plan that could not be provisioned is retried automatically, or replaced by the next one at once. */
@QuarkusTest
class ProvisioningRetryTest extends ServiceTest {

    private final Set<UUID> handledClaims = new HashSet<>();

    @Test
    void retriesAlthoughAnotherNumberBecamePrimary() {
        // Given
        String workspace = workspaceWithAPendingRetry();
        topUp(workspace, 1000);
        var purchase = purchase(workspace, anyE164(), UUID.randomUUID().toString());
        OrderNumber bought = kafka.await(OrderNumber.class,
                order -> workspace.equals(order.workspaceId()) && order.e164() != null);
        assignAndConfigure(bought);
        purchase.join().then().statusCode(201).body("number.type", equalTo("primary"));

        // When
        makeDue(workspace);

        // Then
        ClaimNumber again = nextClaim(workspace);
        assign(again.operationId(), workspace, again.slot(), anyE164());
        configure(again.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(again.operationId()));
        asAdminOf(workspace).get("/api/workspaces/{id}/phone-numbers", workspace).then()
                .body("phoneNumbers.type", hasItem("custom")).body("phoneNumbers.size()", equalTo(2));
    }

    @Test
    void takesTheNextNumberAtOnceWhenTheCarrierDoesNotHoldTheFirst() {
        // Given
        String workspace = workspace("professional");
        var answer = CompletableFuture
                .supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=20").post("/api/phone/provision"));
        ClaimNumber claim = awaitClaim(workspace);
        long started = System.nanoTime();

        // When
        ClaimNumber next = claim;
        for (int bad = 0; bad < 3; bad++) {
            next = meetANumberThatTheCarrierDoesNotHold(next);
        }
        NumberAssigned good = assign(next.operationId(), workspace, next.slot(), anyE164());
        configure(next.operationId());

        // Then
        answer.join().then().statusCode(anyOf(equalTo(200), equalTo(201))).body("phone_number", equalTo(good.e164()));
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - started)).as("without the delays of retries")
                .isLessThan(java.time.Duration.ofSeconds(15));
        assertThat(count("select count(*) from operation where workspace_id = '" + workspace + "' and ended_at is null"))
                .isZero();
        asAdminOf(workspace).get("/api/operations/{id}", claim.operationId()).then().body("successor", notNullValue());
    }

    private ClaimNumber meetANumberThatTheCarrierDoesNotHold(ClaimNumber claim) {
        NumberAssigned gone = assign(claim.operationId(), claim.workspaceId(), claim.slot(), anyE164());
        ConfigureNumber configure = awaitConfigure(claim.operationId());
        kafka.publish(new NumberConfigurationFailed(configure.commandId(), claim.operationId(), claim.workspaceId(),
                gone.e164(), "twilio", "NUMBER_NOT_OWNED", "The carrier does not hold it for us"));
        confirmRelease(awaitRelease(claim.operationId()), gone.e164());
        UUID successor = UUID.fromString(await().until(() -> text("select coalesce(max(successor_id::text), '') from operation"
                + " where id = '" + claim.operationId() + "'"), id -> !id.isEmpty()));
        return kafka.await(ClaimNumber.class, one -> one.operationId().equals(successor));
    }

    @Test
    void aWorkspaceWhoseRetryFailsDoesNotBlockTheOthers() {
        // Given
        String failing = workspaceWithAPendingRetry();
        String behind = workspaceWithAPendingRetry();

        whileRejectingWrites("operation", "new.workspace_id = '" + failing + "'", () -> {
            // When
            execute("update slot set retry_at = now() - case workspace_id when '" + failing + "' then interval '2 minutes'"
                    + " else interval '1 minute' end where workspace_id in ('" + failing + "', '" + behind + "')");

            // Then
            assertThat(nextClaim(behind).slot()).isEqualTo("included-1");
        });

        // When
        makeDue(failing);

        // Then
        nextClaim(failing);
    }

    @Test
    void doesNotRetryAfterADowngradeUntilTheNextUpgrade() {
        // Given
        String workspace = workspaceWithAPendingRetry();
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "starter", Instant.now()));
        await().untilAsserted(() -> assertThat(
                count("select count(*) from workspace where plan = 'starter' and id = '" + workspace + "'")).isOne());

        // When
        makeDue(workspace);

        // Then
        await().untilAsserted(() -> assertThat(
                count("select count(*) from slot where retry_at is null and workspace_id = '" + workspace + "'")).isOne());
        assertThat(count("select count(*) from operation where workspace_id = '" + workspace + "'")).isOne();

        // When
        kafka.publish(new WorkspaceUpdated(workspace, "Acme", "professional", Instant.now()));

        // Then
        nextClaim(workspace);
    }

    @Test
    void retriesAfterAFailedAttemptOfTheUser() {
        // Given
        String workspace = workspaceWithAPendingRetry();

        // When
        asAdminOf(workspace).header("Prefer", "wait=0").body("{}").post("/api/workspaces/{id}/phone-numbers", workspace)
                .then().statusCode(202);
        ProvisioningFailed failed = failForLackOfNumbers(nextClaim(workspace));

        // Then
        assertThat(failed.retryAt()).isAfter(failed.failedAt());
    }

    @Test
    void escalatesAfterFiveWastedPurchases() {
        // Given
        String workspace = workspace("professional");

        // When
        ProvisioningFailed last = null;
        for (int i = 1; i <= 5; i++) {
            last = buyAndGiveBack(nextClaim(workspace));
            assertThat(last.retryAt() == null).as("attempt %s is the last", i).isEqualTo(i == 5);
            execute("update slot set retry_at = now() where retry_at is not null and workspace_id = '" + workspace + "'");
        }

        // Then
        UUID lastOperation = last.operationId();
        OperationNeedsAttention call = kafka.await(OperationNeedsAttention.class,
                event -> event.operationId().equals(lastOperation));
        assertThat(call.detail()).startsWith("5 numbers were bought");
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                count("select count(*) from operation where workspace_id = '" + workspace + "'")).isEqualTo(5));
    }

    /** The retry is due in an hour. */
    private String workspaceWithAPendingRetry() {
        String workspace = workspace("professional");
        assertThat(failForLackOfNumbers(nextClaim(workspace)).retryAt()).isNotNull();
        execute("update slot set retry_at = now() + interval '1 hour' where workspace_id = '" + workspace + "'");
        return workspace;
    }

    private static void makeDue(String workspace) {
        execute("update slot set retry_at = now() where name = 'included-1' and workspace_id = '" + workspace + "'");
    }

    /** Each claim once. */
    private ClaimNumber nextClaim(String workspace) {
        ClaimNumber next = kafka.await(ClaimNumber.class,
                claim -> claim.workspaceId().equals(workspace) && !handledClaims.contains(claim.operationId()));
        handledClaims.add(next.operationId());
        return next;
    }

    private ProvisioningFailed buyAndGiveBack(ClaimNumber claim) {
        kafka.publish(new NoNumberAvailable(claim.operationId(), claim.workspaceId(), claim.slot(), NumberCriteria.ANY,
                Instant.now()));
        OrderNumber order = kafka.await(OrderNumber.class, one -> claim.operationId().equals(one.operationId()));
        String e164 = anyE164();
        assign(order, e164);
        failConfiguration(claim.operationId());
        var giveBack = awaitRelease(claim.operationId());
        assertThat(giveBack.disposal()).isEqualTo(Disposal.CARRIER);
        confirmRelease(giveBack, e164);
        return kafka.await(ProvisioningFailed.class, event -> event.operationId().equals(claim.operationId()));
    }
}
