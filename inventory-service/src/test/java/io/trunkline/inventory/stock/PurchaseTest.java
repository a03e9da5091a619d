package io.trunkline.inventory.stock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.inventory.InventoryTest;
import io.trunkline.kit.Ids;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;

/** Purchases for the stock. The test publishes carrier-gateway's events. */
@QuarkusTest
class PurchaseTest extends InventoryTest {

    private static final String BUY = "/api/admin/phone-numbers/buy";

    @Test
    void buysOneTollFreeNumberByDefault() {
        // When
        CompletableFuture<Response> answer = buy(Map.of());
        OrderNumber order = orders(1).get(0);
        bought(order, "+18885550101");

        // Then
        assertThat(order.purpose()).isEqualTo(OrderPurpose.STOCK);
        assertThat(order.operationId()).isNull();
        assertThat(order.criteria().numberType()).isEqualTo(NumberType.TOLL_FREE);
        assertThat(order.criteria().country()).isEqualTo("US");
        then(answer).statusCode(200).body("numbers", hasSize(1))
                .body("numbers[0].result", equalTo("bought"))
                .body("numbers[0].phone_number", equalTo("+18885550101"))
                .body("numbers[0].id", equalTo(sql("select id from phone_number").get(0).getUUID(0).toString()))
                .body("warnings[0]", containsString("47 CFR 52.105"));
    }

    @Test
    void reportsTheResultOfEachNumber() {
        // When
        CompletableFuture<Response> answer = buy(
                Map.of("count", 3, "numberType", "local", "areaCode", "415", "carrier", "twilio"));
        List<OrderNumber> orders = orders(3);
        bought(orders.get(0), "+14155550101");
        failed(orders.get(1));
        kafka.publish(new NumberOrderUnknown(orders.get(2).orderId(), null, OrderPurpose.STOCK, null, null, "twilio"));
        failed(orders.get(2));

        // Then
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.carrier()).isEqualTo("twilio");
            assertThat(order.criteria().areaCode()).isEqualTo("415");
            assertThat(order.criteria().numberType()).isEqualTo(NumberType.LOCAL);
        });
        then(answer).statusCode(200)
                .body("numbers.result", containsInAnyOrder("bought", "failed", "failed"))
                .body("numbers.findAll { it.result == 'failed' }.code", everyItem(equalTo("NUMBER_UNAVAILABLE")))
                .body("numbers.findAll { it.result == 'failed' }.detail", everyItem(equalTo("Another buyer was faster")))
                .body("warnings", empty());
        assertThat(count("assignment = 'FREE' and e164 = '+14155550101'")).isEqualTo(1);
    }

    @Test
    void answers202WhileOrdersArePendingAndTheResultLater() {
        // When
        CompletableFuture<Response> answer = buy(Map.of("count", 2), "Prefer", "wait=1");
        List<OrderNumber> orders = orders(2);
        bought(orders.get(0), "+18885550101");

        // Then
        ValidatableResponse accepted = then(answer).statusCode(202).header("Location", startsWith(BUY + "/"))
                .body("numbers.result", containsInAnyOrder("bought", "pending"));

        // When
        bought(orders.get(1), "+18885550102");

        // Then
        String location = accepted.extract().header("Location");
        await().untilAsserted(() -> admin().get(location).then().statusCode(200)
                .body("numbers.phone_number", containsInAnyOrder("+18885550101", "+18885550102")));
    }

    @Test
    void buysOnceForOneIdempotencyKey() {
        // When
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(buy(Map.of("count", 2), "Idempotency-Key", "key-1"));
        }
        List<OrderNumber> orders = orders(2);
        bought(orders.get(0), "+18885550101");
        bought(orders.get(1), "+18885550102");

        // Then
        assertThat(answers).extracting(answer -> answer.join().statusCode()).contains(200).containsAnyOf(200, 409);
        Response again = buy(Map.of("count", 2), "Idempotency-Key", "key-1").join();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(answers.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 200))
                .allSatisfy(answer -> assertThat(answer.body().asString()).isEqualTo(again.body().asString()));
        assertThat(sql("select 1 from stock_order")).hasSize(2);
        then(buy(Map.of("count", 3), "Idempotency-Key", "key-1")).statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void buysOnceForOneKeyOfAllPlatformAdmins() {
        // Given
        String key = UUID.randomUUID().toString();
        buyAs("user_1", key).then().statusCode(202);

        // When
        Response other = buyAs("user_2", key);

        // Then
        other.then().statusCode(202);
        assertThat(sql("select 1 from stock_order")).hasSize(1);
        admin().header("Idempotency-Key", "k1").header("Idempotency-Key", "k2").contentType(ContentType.JSON).body(Map.of())
                .post(BUY).then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
    }

    @Test
    void findsTheOrdersThatAnEarlierReleasePlacedForTheKey() {
        // Given
        String key = UUID.randomUUID().toString();
        buyAs("user_1", key).then().statusCode(202);
        UUID earlier = Ids.of("user_1 POST " + BUY, key);
        sql("update stock_order set request_id = $1", earlier);
        sql("delete from idempotency_key");

        // When
        Response retry = buyAs("user_1", key);

        // Then
        retry.then().statusCode(202).header("Location", equalTo(BUY + "/" + earlier));
        assertThat(sql("select 1 from stock_order")).hasSize(1);
    }

    @Test
    void showsWhyAnOrderNeedsADecision() {
        // Given
        CompletableFuture<Response> answer = buy(Map.of(), "Prefer", "wait=0");
        OrderNumber order = orders(1).get(0);
        String location = then(answer).statusCode(202).extract().header("Location");

        // When
        kafka.publish(new NumberOrderNeedsAttention(order.orderId(), null, OrderPurpose.STOCK, null, null, "twilio",
                "OTHER_NUMBER_SOLD", "The carrier sold another number"));

        // Then
        await().untilAsserted(() -> admin().get(location).then().body("numbers[0].result", equalTo("pending"))
                .body("numbers[0].code", equalTo("OTHER_NUMBER_SOLD")));
        bought(order, "+18885550101");
        await().untilAsserted(() -> admin().get(location).then().body("numbers[0].result", equalTo("bought")));
    }

    @Test
    void acceptsANumberThatIsInTheStockAlready() {
        // Given
        UUID existing = stock("+18885550101", "US", "TOLL_FREE", "888");

        // When
        CompletableFuture<Response> answer = buy(Map.of());
        bought(orders(1).get(0), "+18885550101");

        // Then
        then(answer).statusCode(200).body("numbers[0].result", equalTo("bought"))
                .body("numbers[0].id", equalTo(existing.toString()));
        assertThat(count("true")).isEqualTo(1);
    }

    @Test
    void failsAStockOrderForAnAssignedNumber() {
        // Given
        ClaimNumber claim = claim(workspace());
        stock("+18885550101", "US", "TOLL_FREE", "888");
        kafka.publish(claim);
        kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));

        // When
        CompletableFuture<Response> answer = buy(Map.of());
        OrderNumber order = orders(1).get(0);
        bought(order, "+18885550101");

        // Then
        then(answer).statusCode(200).body("numbers[0].result", equalTo("failed"))
                .body("numbers[0].code", equalTo("NUMBER_NOT_ASSIGNABLE"));
        assertThat(count("workspace_id = $1 and order_id is null", claim.workspaceId())).isEqualTo(1);
    }

    @Test
    void answers202WhenAPlacedPurchaseCannotBeRead() {
        // Given
        CompletableFuture<Response> answer = buy(Map.of(), "Prefer", "wait=20");
        OrderNumber order = orders(1).get(0);

        // When
        Response read;
        sql("alter table stock_order rename to stock_order_away");
        try {
            read = answer.join();
        } finally {
            sql("alter table stock_order_away rename to stock_order");
        }

        // Then
        read.then().statusCode(202).header("Location", startsWith(BUY + "/"));
        bought(order, "+18885550101");
        await().untilAsserted(() -> admin().get(read.header("Location")).then().statusCode(200)
                .body("numbers[0].result", equalTo("bought")));
    }

    @Test
    void rejectsInvalidPurchases() {
        rejected(Map.of("count", 11), "INVALID_INPUT", "count");
        rejected(Map.of("count", 0), "INVALID_INPUT", "count");
        rejected(Map.of("areaCode", "4l5"), "INVALID_INPUT", "areaCode");
        rejected(Map.of("country", "USA"), "INVALID_INPUT", "country");
        rejected(Map.of("numberType", "vanity"), "MALFORMED_REQUEST", "numberType");
        rejected(Map.of("amount", 3), "UNKNOWN_FIELD", "amount");
        assertThat(sql("select 1 from stock_order")).isEmpty();
    }

    @Test
    void answers404ForAnUnknownPurchase() {
        admin().get(BUY + "/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    private void rejected(Map<String, Object> body, String code, String field) {
        then(buy(body)).statusCode(400).contentType("application/problem+json").body("code", equalTo(code))
                .body("violations.field", hasItem(field));
    }

    private static CompletableFuture<Response> buy(Map<String, Object> body, String... header) {
        return CompletableFuture.supplyAsync(() -> {
            var request = admin().contentType(ContentType.JSON).body(body);
            return (header.length == 0 ? request : request.header(header[0], header[1])).post(BUY);
        });
    }

    private static Response buyAs(String subject, String key) {
        return given().auth().oauth2(Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).subject(subject)))
                .header("Idempotency-Key", key).header("Prefer", "wait=0").contentType(ContentType.JSON).body(Map.of())
                .post(BUY);
    }

    private static ValidatableResponse then(CompletableFuture<Response> answer) {
        return answer.join().then();
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }

    /** The commands of this test's purchase, when all are on Kafka. */
    private List<OrderNumber> orders(int expected) {
        List<OrderNumber> found = new ArrayList<>();
        await().untilAsserted(() -> {
            List<UUID> placed = sql("select id from stock_order").stream().map(row -> row.getUUID(0)).toList();
            found.clear();
            kafka.events(OrderNumber.class).stream().filter(order -> placed.contains(order.orderId())).forEach(found::add);
            assertThat(found).hasSize(expected);
        });
        return found;
    }

    private static void bought(OrderNumber order, String e164) {
        kafka.publish(new NumberOrdered(order.orderId(), null, OrderPurpose.STOCK, null, null, null, e164,
                order.criteria().numberType(), "US", "twilio", "AC1", "PN" + UUID.randomUUID(),
                new Capabilities(true, true, true), Instant.now()));
    }

    private static void failed(OrderNumber order) {
        kafka.publish(new NumberOrderFailed(order.orderId(), null, OrderPurpose.STOCK, null, null, "twilio",
                "NUMBER_UNAVAILABLE", "Another buyer was faster"));
    }
}
