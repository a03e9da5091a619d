package io.trunkline.carrier.admin;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.kit.testing.Tokens;
import io.vertx.mutiny.sqlclient.Tuple;

/** Orders that need a person: which ones, and what an operator can do. */
@QuarkusTest
class OrderResourceTest extends GatewayTest {

    private static final String ORDERS = "/api/admin/orders";
    /** Its next look-up is far away. */
    private static final String STUCK = """
            insert into carrier_order (id, carrier, state, epoch, attempts, purpose, country, number_type, wanted, candidate,
              in_doubt, unknown_said, candidates_tried, searches, lookups, pending_looks, created_at, due_at, code, detail, claimed_at)
            values ($1, 'twilio', 'NEEDS_ATTENTION', 3, 0, 'STOCK', 'US', 'LOCAL', $2, $2, true, true, 0, 0, 7, 0,
              clock_timestamp() - interval '2 d', clock_timestamp() + interval '6 h', 'CARRIER_UNAVAILABLE', 'Not found out',
              clock_timestamp())""";

    @Inject
    WebhookUrls webhooks;

    @AfterEach
    void removeStuckOrders() {
        sql("delete from carrier_order where state = 'NEEDS_ATTENTION'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET ", "POST /00000000-0000-0000-0000-000000000001/look-up",
            "POST /00000000-0000-0000-0000-000000000001/give-up", "POST /00000000-0000-0000-0000-000000000001/adopt" })
    void onlyPlatformAdminsHaveAccess(String call) {
        String[] parts = call.split(" ", 2);
        given().contentType("application/json").body("{\"reason\":\"x\"}").request(parts[0], ORDERS + parts[1]).then()
                .statusCode(401);
        for (String token : List.of(Tokens.workspaceMember("ws_1"), Tokens.workspaceAdmin("ws_1"))) {
            given().auth().oauth2(token).contentType("application/json").body("{\"reason\":\"x\"}")
                    .request(parts[0], ORDERS + parts[1]).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        }
    }

    @Test
    void listsOrdersThatNeedAPerson() {
        String number = anyNumber();
        UUID order = stuck(number);

        list("").body("orders.orderId", hasItem(order.toString()));
        String row = "orders.find { it.orderId == '" + order + "' }.";
        list("?state=needs_attention").body(row + "e164", equalTo(number)).body(row + "carrier", equalTo("twilio"))
                .body(row + "state", equalTo("needs_attention"))
                .body(row + "ageSeconds", greaterThanOrEqualTo((int) Duration.ofDays(2).toSeconds()))
                .body(row + "code", equalTo("CARRIER_UNAVAILABLE")).body(row + "nextStep", notNullValue())
                .body(row + "nextStepAt", notNullValue());
        list("?state=lost", 400).body("code", equalTo("INVALID_INPUT"));
    }

    @Test
    void pagesByTheOrdersId() {
        stuck(anyNumber());
        stuck(anyNumber());

        String cursor = list("?limit=1").body("orders.size()", equalTo(1)).extract().path("nextCursor");

        list("?limit=1&cursor=" + cursor).body("orders.size()", equalTo(1));
    }

    @Test
    void looksUpAnOrderNow() {
        // Given
        String number = anyNumber();
        UUID order = stuck(number);
        buy(number, order.toString());

        // When
        act(order, "look-up", 202);

        // Then
        assertThat(probe.await(NumberOrdered.class, event -> event.orderId().equals(order)).e164()).isEqualTo(number);
        assertThat(actions(order)).singleElement().asString().matches("LOOK_UP by .+: checked in the console");
    }

    @Test
    void givesAnOrderUpAndKeepsTheObligation() {
        // Given
        UUID order = stuck(anyNumber());

        // When
        act(order, "give-up", 202);

        // Then
        probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order));
        assertThat(actions(order)).hasSize(1).first().asString().startsWith("GIVE_UP by ");
        assertThat(pool.preparedQuery("select due_at from purchase_recheck where order_id = $1")
                .execute(Tuple.of(order)).await().indefinitely().rowCount()).isEqualTo(1);
        act(order, "give-up", 409);
    }

    @Test
    void doesNotGiveUpANumberThatTheCarrierShows() {
        String number = anyNumber();
        UUID order = stuck(number);
        buy(number, order.toString());

        act(order, "give-up", 202);

        probe.await(NumberOrdered.class, event -> event.orderId().equals(order));
    }

    @Test
    void adoptsANumberUnderAnotherReferenceOnlyWhenAPersonDecides() {
        // Given
        String number = anyNumber();
        UUID order = stuck(number);
        buy(number, "Front desk");
        act(order, "look-up", 202);
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(row("carrier_order", order).orElseThrow()
                .getInteger("epoch")).isGreaterThan(4));
        assertThat(state("carrier_order", order)).isEqualTo("NEEDS_ATTENTION");

        // When
        act(order, "adopt", 202);

        // Then
        assertThat(probe.await(NumberOrdered.class, event -> event.orderId().equals(order)).e164()).isEqualTo(number);
    }

    @Test
    void doesNotAdoptTheNumberOfAnotherOrder() {
        NumberOrdered other = bought();
        UUID order = stuck(other.e164());

        act(order, "adopt", 202);

        await().during(Duration.ofSeconds(2)).atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order)).isEqualTo("NEEDS_ATTENTION"));
        assertThat(CarrierSimulator.owned(other.orderId().toString())).hasSize(1);
    }

    @Test
    void requiresAReasonAndAKnownOrder() {
        UUID order = stuck(anyNumber());

        admin().contentType("application/json").body("{}").post(ORDERS + "/" + order + "/give-up").then().statusCode(400)
                .body("violations.field", hasItem("reason"));
        act(UUID.randomUUID(), "look-up", 404);
        assertThat(state("carrier_order", order)).isEqualTo("NEEDS_ATTENTION");
    }

    private UUID stuck(String number) {
        UUID order = UUID.randomUUID();
        sql(STUCK, order, number);
        return order;
    }

    private void buy(String number, String reference) {
        adapter("twilio").order(new NumberPurchase(number, reference, webhooks.of("twilio"))).await()
                .atMost(Duration.ofSeconds(5));
    }

    private List<String> actions(UUID order) {
        List<String> actions = new ArrayList<>();
        pool.preparedQuery("select action, actor, reason from order_action where order_id = $1 order by id")
                .execute(Tuple.of(order)).await().indefinitely()
                .forEach(row -> actions.add(row.getString(0) + " by " + row.getString(1) + ": " + row.getString(2)));
        return actions;
    }

    private static void act(UUID order, String action, int status) {
        admin().contentType("application/json").body("{\"reason\":\"checked in the console\"}")
                .post(ORDERS + "/" + order + "/" + action).then().statusCode(status);
    }

    private static ValidatableResponse list(String query) {
        return list(query, 200);
    }

    private static ValidatableResponse list(String query, int status) {
        return admin().get(ORDERS + query).then().statusCode(status);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }
}
