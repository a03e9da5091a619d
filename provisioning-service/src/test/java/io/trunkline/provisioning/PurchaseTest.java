package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;

@QuarkusTest
class PurchaseTest extends ServiceTest {

    @Test
    void holdsOrdersAndCaptures() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        String e164 = anyE164();

        // When
        var answer = purchase(workspace, e164, "key-1");
        OrderNumber order = awaitOrder(workspace);
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(150))
                .body("availableCents", equalTo(850));
        assignAndConfigure(order);

        // Then
        answer.join().then().statusCode(201).body("success", equalTo(true)).body("phone_number", equalTo(e164))
                .body("number.displayName", equalTo("Sales"));
        assertThat(order.e164()).isEqualTo(e164);
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(850)).body("heldCents", equalTo(0));
        asAdminOf(workspace).get("/api/wallet/transactions").then()
                .body("transactions.kind", contains("CAPTURE", "HOLD", "CREDIT"));
        asAdminOf(workspace).get("/api/operations/{id}", order.operationId()).then()
                .body("steps.name", contains("HOLD", "ORDER", "CONFIGURE", "CAPTURE"));
    }

    @Test
    void twentyConcurrentRequestsWithOneKeyAreOnePurchase() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 10_000);
        String e164 = anyE164();

        // When
        var answers = IntStream.range(0, 20).mapToObj(i -> purchase(workspace, e164, "same-key")).toList();
        assignAndConfigure(awaitOrder(workspace));

        // Then
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isIn(201, 409));
        Response first = purchase(workspace, e164, "same-key").join();
        Response second = purchase(workspace, e164, "same-key").join();
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(kafka.events(OrderNumber.class)).filteredOn(order -> workspace.equals(order.workspaceId())).hasSize(1);
        assertThat(count("select count(*) from transfer where workspace_id = '" + workspace + "' and kind = 'HOLD'")).isOne();
        assertThat(count("select count(*) from transfer where workspace_id = '" + workspace + "' and kind = 'CAPTURE'"))
                .isOne();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 10_000);
        var first = purchase(workspace, anyE164(), "key-2");
        assignAndConfigure(awaitOrder(workspace));
        first.join();

        // When
        Response second = purchase(workspace, anyE164(), "key-2").join();

        // Then
        second.then().statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void takesThePriceOfTheNumbersActualKind() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);

        // When
        purchase(workspace, "+18885550142", "key-toll-free");
        awaitOrder(workspace);

        // Then
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(300));
    }

    @Test
    void holdsTheAgreedPrice() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 2000);

        // When
        purchaseAt(workspace, anyE164(), "10.00");
        OrderNumber order = awaitOrder(workspace);

        // Then
        assertThat(order.paidCents()).isEqualTo(1000);
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(1000));
    }

    @Test
    void holdsTheUsualPriceWithoutAnAgreedPrice() {
        String workspace = workspace("starter");
        topUp(workspace, 2000);

        purchase(workspace, anyE164(), "key-usual");

        assertThat(awaitOrder(workspace).paidCents()).isEqualTo(150);
    }

    @Test
    void refusesAnAgreedPriceBelowTheLowestPrice() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 2000);

        // When
        Response answer = purchaseAt(workspace, anyE164(), "1.49").join();

        // Then
        answer.then().statusCode(409).contentType("application/problem+json").body("code", equalTo("PRICE_CHANGED"));
        assertThat(kafka.events(OrderNumber.class)).noneMatch(order -> workspace.equals(order.workspaceId()));
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(0));
    }

    @Test
    void voidsTheHoldWhenTheNumberCostsMoreThanThePrice() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "key-expensive");
        OrderNumber order = awaitOrder(workspace);

        // When
        kafka.publish(new NumberOrderFailed(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, workspace,
                order.e164(), "telnyx", "PRICE_CHANGED", "It is sold for 1000, and 150 are paid"));

        // Then
        answer.join().then().statusCode(409).body("code", equalTo("PRICE_CHANGED"));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "1.505", "\"x\"" })
    void refusesAnInvalidPrice(String price) {
        String workspace = workspace("starter");

        purchaseAt(workspace, anyE164(), price).join().then().statusCode(400).body("code",
                equalTo(price.startsWith("\"") ? "MALFORMED_REQUEST" : "INVALID_INPUT"));
    }

    @Test
    void refusesANumberWithoutAPrice() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);

        // When
        Response answer = purchase(workspace, "+33140205050", "key-france").join();

        // Then
        answer.then().statusCode(422).body("code", equalTo("NUMBER_NOT_OFFERED"));
        assertThat(kafka.events(OrderNumber.class)).noneMatch(order -> workspace.equals(order.workspaceId()));
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(0));
    }

    @Test
    void refusesAPurchaseWithoutEnoughBalance() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 149);

        // When
        Response answer = purchase(workspace, anyE164(), "key-3").join();

        // Then
        answer.then().statusCode(402).contentType("application/problem+json").body("code", equalTo("INSUFFICIENT_BALANCE"));
        assertThat(kafka.events(OrderNumber.class)).noneMatch(order -> workspace.equals(order.workspaceId()));
        assertThat(count("select count(*) from operation where workspace_id = '" + workspace + "'")).isZero();
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(149)).body("heldCents", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({ "NUMBER_UNAVAILABLE, 409", "ADDRESS_REQUIRED, 422", "REGULATORY_REQUIRED, 422" })
    void voidsTheHoldOfARefusedOrder(String code, int status) {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "key-" + code);
        OrderNumber order = awaitOrder(workspace);

        // When
        kafka.publish(new NumberOrderFailed(order.orderId(), order.operationId(), OrderPurpose.WORKSPACE, workspace,
                order.e164(), "twilio", code, "The carrier's reason"));

        // Then
        answer.join().then().statusCode(status).body("code", equalTo(code));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
        asAdminOf(workspace).get("/api/wallet/transactions").then()
                .body("transactions.kind", contains("VOID", "HOLD", "CREDIT"));
    }

    @Test
    void compensatesInReverseOrderWhenTheConfigurationFails() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "key-5");
        OrderNumber order = awaitOrder(workspace);
        assign(order, order.e164());
        ConfigureNumber configure = awaitConfigure(order.operationId());

        // When
        kafka.publish(new NumberConfigurationFailed(configure.commandId(), order.operationId(), workspace, order.e164(),
                "twilio", "INVALID_REQUEST", "The carrier refuses the URL"));
        ReleaseNumber giveBack = awaitRelease(order.operationId());
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(150));
        confirmRelease(giveBack, order.e164());

        // Then
        answer.join().then().statusCode(502).body("code", equalTo("PROVISIONING_FAILED"));
        assertThat(giveBack.disposal()).isEqualTo(Disposal.CARRIER);
        asAdminOf(workspace).get("/api/operations/{id}", order.operationId()).then().body("state", equalTo("COMPENSATED"))
                .body("steps.name", contains("HOLD", "ORDER", "CONFIGURE", "GIVE_BACK", "VOID"));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
    }

    @Test
    void doesNotPayForAnotherNumber() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "key-7");
        OrderNumber order = awaitOrder(workspace);

        // When
        NumberAssigned other = assign(order, anyE164());

        // Then
        answer.join().then().statusCode(409).body("code", equalTo("NUMBER_UNAVAILABLE"));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));
        assertThat(release.numberId()).isEqualTo(other.numberId());
        assertThat(release.assignedFor()).isEqualTo(order.operationId());
    }

    @Test
    void aWorkspaceThatIsDeletedMeanwhileDoesNotPayForTheNumber() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var answer = purchase(workspace, anyE164(), "key-deleted");
        OrderNumber order = awaitOrder(workspace);

        // When
        kafka.publish(new WorkspaceDeleted(workspace, Instant.now()));
        await().untilAsserted(() -> assertThat(
                count("select count(*) from workspace where state = 'DELETED' and id = '" + workspace + "'")).isOne());
        assignAndConfigure(order);
        ReleaseNumber giveBack = awaitRelease(order.operationId());
        confirmRelease(giveBack, order.e164());

        // Then
        answer.join().then().statusCode(409).body("code", equalTo("WORKSPACE_DELETED"));
        assertThat(giveBack.disposal()).isEqualTo(Disposal.CARRIER);
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(1000)).body("heldCents", equalTo(0));
        assertThat(count("select count(*) from transfer where kind = 'CAPTURE' and workspace_id = '" + workspace + "'"))
                .isZero();
        assertThat(count("select count(*) from slot where state = 'VACANT' and workspace_id = '" + workspace + "'")).isOne();
    }

    @Test
    void fortyConcurrentHoldsNeverOverdraw() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1500);

        // When
        var answers = IntStream.range(0, 40).mapToObj(i -> CompletableFuture.supplyAsync(() -> asAdminOf(workspace)
                .header("Prefer", "wait=0").body(purchaseOf(workspace, anyE164())).post("/api/numbers/purchase").statusCode()))
                .toList();

        // Then
        var statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 402).hasSize(30);
        asAdminOf(workspace).get("/api/wallet").then().body("heldCents", equalTo(1500)).body("availableCents", equalTo(0));
    }

    @Test
    void releasesAPrimaryNumberOnlyWithConfirmation() {
        // Given
        String workspace = workspace("starter");
        topUp(workspace, 1000);
        var bought = purchase(workspace, anyE164(), "key-6");
        OrderNumber order = awaitOrder(workspace);
        assignAndConfigure(order);
        String numberId = bought.join().path("number.id");

        // When
        asAdminOf(workspace).delete("/api/numbers/{id}/release", numberId).then().statusCode(409)
                .body("code", equalTo("PRIMARY_NUMBER_DELETE"));
        var released = CompletableFuture.supplyAsync(() -> asAdminOf(workspace).header("Prefer", "wait=15")
                .queryParam("confirm", order.e164()).delete("/api/numbers/{id}/release", numberId));
        ReleaseNumber release = kafka.await(ReleaseNumber.class, one -> one.workspaceId().equals(workspace));
        confirmRelease(release, order.e164());

        // Then
        released.join().then().statusCode(200).body("phone_number", equalTo(order.e164()));
        assertThat(release.disposal()).isEqualTo(Disposal.QUARANTINE);
        asAdminOf(workspace).get("/api/workspaces/{id}/phone-numbers", workspace).then()
                .body("phoneNumbers.size()", equalTo(0));
        asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(850));
    }

    @Test
    void refusesInvalidPages() {
        String workspace = workspace("starter");
        for (String query : List.of("limit=0", "limit=201", "limit=abc", "cursor=rubbish")) {
            asAdminOf(workspace).get("/api/wallet/transactions?" + query).then().statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void creditsOncePerKey() {
        // Given
        String workspace = workspace("starter");
        String key = UUID.randomUUID().toString();

        // When
        var statuses = IntStream.range(0, 5).mapToObj(i -> asPlatformAdmin().header("Idempotency-Key", key)
                .body(Map.of("amountCents", 500, "currency", "USD", "reference", "invoice 7"))
                .post("/api/admin/wallets/{id}/credits", workspace).statusCode()).toList();

        // Then
        assertThat(statuses).containsOnly(201);
        await().untilAsserted(
                () -> asAdminOf(workspace).get("/api/wallet").then().body("balanceCents", equalTo(500)));
    }
}
