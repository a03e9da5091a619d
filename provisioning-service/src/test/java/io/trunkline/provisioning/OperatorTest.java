package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;

/** What operators see of operations and do to them. */
@QuarkusTest
class OperatorTest extends ServiceTest {

    @Test
    void anAdminFailsOnlyAStuckOperation() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        purchase(workspace, anyE164(), "stuck");
        OrderNumber order = awaitOrder(workspace);
        failAsAdmin(order.operationId()).then().statusCode(409).body("code", equalTo("OPERATION_NOT_STUCK"));
        makeStuck(order.operationId());
        asAdminOf(workspace).post("/api/operations/{id}/fail", order.operationId()).then().statusCode(403);
        failAsAdmin(UUID.randomUUID()).then().statusCode(404).body("code", equalTo("OPERATION_NOT_FOUND"));

        // When
        Response answer = failAsAdmin(order.operationId());

        // Then
        answer.then().statusCode(200).body("state", equalTo("COMPENSATING")).body("error.code", equalTo("ENDED_BY_ADMIN"));
        ReleaseNumber giveBack = awaitRelease(order.operationId());
        assertThat(giveBack).isEqualTo(new ReleaseNumber(order.operationId(), workspace, null, Disposal.CARRIER,
                "ENDED_BY_ADMIN", order.operationId()));
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(150));
        refuseRelease(giveBack);
        await().untilAsserted(() -> asAdminOf(workspace).get("/api/operations/{id}", order.operationId()).then()
                .body("state", equalTo("COMPENSATED")));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
        assertThat(count("select count(*) from slot where state = 'VACANT' and workspace_id = '" + workspace + "'")).isOne();
        failAsAdmin(order.operationId()).then().statusCode(409);
        NumberAssigned late = assign(order, order.e164());
        await().untilAsserted(() -> assertThat(releasesOf(late)).hasSize(1));
    }

    @Test
    void anAdminCannotSkipACompensation() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        purchase(workspace, anyE164(), "compensating");
        OrderNumber order = awaitOrder(workspace);
        NumberAssigned number = assign(order, order.e164());
        failConfiguration(order.operationId());
        awaitRelease(order.operationId());
        makeStuck(order.operationId());

        // When
        Response answer = failAsAdmin(order.operationId());

        // Then
        answer.then().statusCode(409).contentType("application/problem+json").body("code", equalTo("OPERATION_COMPENSATING"));
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(150));

        // When
        asPlatformAdmin().body("{\"reason\":\"dead letter replayed\"}").post("/api/operations/{id}/redrive",
                order.operationId()).then().statusCode(200).body("state", equalTo("NEEDS_ATTENTION"));

        // Then
        await().untilAsserted(() -> assertThat(releasesOf(number)).hasSizeGreaterThanOrEqualTo(2));
        confirmRelease(releasesOf(number).get(0), order.e164());
        await().untilAsserted(
                () -> asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents",
                        equalTo(0)));
    }

    @Test
    void storesWhoActedWhyAndWhatChanged() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        makeStuck(claim.operationId());

        // When
        asPlatformAdmin().body("{\"reason\":\"the carrier knows nothing of it\"}")
                .post("/api/operations/{id}/fail", claim.operationId()).then().statusCode(200);

        // Then
        assertThat(text("select concat_ws(' ', action, actor, reason, before_state, before_step, after_state, after_step)"
                + " from operator_action where operation_id = '" + claim.operationId() + "'"))
                .isEqualTo("FAIL user_1 the carrier knows nothing of it NEEDS_ATTENTION CLAIM COMPENSATING GIVE_BACK");
        assertThatThrownBy(() -> execute("update operator_action set reason = null")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> execute("delete from operator_action")).hasMessageContaining("never changed");
        asPlatformAdmin().body("{\"reason\":\"%s\"}".formatted("x".repeat(201)))
                .post("/api/operations/{id}/redrive", claim.operationId()).then().statusCode(400)
                .body("code", equalTo("INVALID_INPUT"));
        asAdminOf(workspace).post("/api/operations/{id}/redrive", claim.operationId()).then().statusCode(403);
    }

    @Test
    void redrivesAReleaseAndNoEndedOperation() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        NumberAssigned number = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
        asPlatformAdmin().post("/api/operations/{id}/redrive", claim.operationId()).then().statusCode(409)
                .body("code", equalTo("OPERATION_NOT_STUCK"));
        asAdminOf(workspace).header("Prefer", "wait=0").queryParam("confirm", number.e164())
                .delete("/api/numbers/{id}/release", number.numberId()).then().statusCode(202);
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));

        // When
        asPlatformAdmin().post("/api/operations/{id}/redrive", release.operationId()).then().statusCode(200);

        // Then
        await().untilAsserted(() -> assertThat(releasesOf(number)).hasSize(2).containsOnly(release));
    }

    @Test
    void listsOpenOperationsTheOldestFirst() {
        // Given
        ClaimNumber stuck = awaitClaim(workspace("professional"));
        makeStuck(stuck.operationId());
        execute("update operation set created_at = now() - interval '100 days' where id = '" + stuck.operationId() + "'");
        ClaimNumber running = awaitClaim(workspace("professional"));

        // When
        var page = asPlatformAdmin().queryParam("limit", 200).get("/api/admin/operations").then().statusCode(200).extract()
                .jsonPath();

        // Then
        assertThat(page.getList("operations.id")).contains(stuck.operationId().toString(), running.operationId().toString());
        assertThat(page.getList("operations.ageSeconds", Long.class)).isSortedAccordingTo(Comparator.reverseOrder());
        asPlatformAdmin().queryParam("state", "NEEDS_ATTENTION").queryParam("limit", 1).get("/api/admin/operations").then()
                .body("operations[0].id", equalTo(stuck.operationId().toString()))
                .body("operations[0].step", equalTo("CLAIM")).body("operations[0].nextStep", equalTo("CONFIGURE"))
                .body("operations[0].ageSeconds", greaterThan(24 * 3600));
        asPlatformAdmin().queryParam("state", "DONE").get("/api/admin/operations").then().statusCode(400)
                .body("code", equalTo("INVALID_INPUT"));
        asAdminOf(stuck.workspaceId()).get("/api/admin/operations").then().statusCode(403);
        assertThat(pagesOfOpenOperations()).contains(stuck.operationId().toString(), running.operationId().toString())
                .doesNotHaveDuplicates();
    }

    private static List<String> pagesOfOpenOperations() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = asPlatformAdmin().get("/api/admin/operations?limit=5" + cursor).jsonPath();
            ids.addAll(page.getList("operations.id"));
            cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
        }
        return ids;
    }

    @Test
    void anAdminCannotFailARelease() {
        // Given
        String workspace = workspace("professional");
        ClaimNumber claim = awaitClaim(workspace);
        NumberAssigned number = assign(claim.operationId(), workspace, claim.slot(), anyE164());
        configure(claim.operationId());
        kafka.await(ProvisioningCompleted.class, event -> event.operationId().equals(claim.operationId()));
        asAdminOf(workspace).header("Prefer", "wait=0").queryParam("confirm", number.e164())
                .delete("/api/numbers/{id}/release", number.numberId()).then().statusCode(202);
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));

        // When
        makeStuck(release.operationId());

        // Then
        failAsAdmin(release.operationId()).then().statusCode(409).body("code", equalTo("OPERATION_NOT_STUCK"));
    }

    private static Response failAsAdmin(UUID operation) {
        return asPlatformAdmin().post("/api/operations/{id}/fail", operation);
    }
}
