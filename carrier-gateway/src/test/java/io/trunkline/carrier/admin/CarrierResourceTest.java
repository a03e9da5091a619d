package io.trunkline.carrier.admin;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class CarrierResourceTest extends GatewayTest {

    private static final String CARRIERS = "/api/admin/carriers";

    @AfterEach
    void openPurchases() {
        sql("delete from purchase_stop");
        sql("delete from carrier_turn");
    }

    @ParameterizedTest
    @CsvSource({ "GET, ''", "POST, /twilio/verify", "PUT, /twilio/purchases", "PUT, /purchases" })
    void onlyPlatformAdminsHaveAccess(String method, String path) {
        refused(given(), method, path, 401, "UNAUTHENTICATED");
        for (String token : List.of(Tokens.workspaceMember("ws_1"), Tokens.workspaceAdmin("ws_1"),
                Tokens.workspaceAdmin("ws_2"))) {
            refused(given().auth().oauth2(token), method, path, 403, "FORBIDDEN");
        }
        list().body("purchases", equalTo(true)).body("carriers.purchases", not(hasItem(false)));
    }

    private static void refused(RequestSpecification request, String method, String path, int status, String code) {
        if (method.equals("PUT")) {
            request.contentType("application/json").body("{\"enabled\":false}");
        }
        request.request(method, CARRIERS + path).then().statusCode(status).contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void listsEveryCarrier() {
        bought();

        list().body("carriers.carrier", containsInAnyOrder("signalwire", "telnyx", "twilio"))
                .body("purchases", equalTo(true))
                .body("spend.capCents", equalTo(100_000)).body("spend.currency", equalTo("USD"))
                .body("spend.cents", greaterThan(0))
                .body(twilio("configured"), equalTo(true))
                .body(twilio("capabilities"), hasItem("toll_free_numbers"))
                .body(twilio("health"), equalTo("ok"))
                .body(twilio("purchases"), equalTo(true))
                .body(twilio("breaker.state"), equalTo("closed"))
                .body(twilio("rateLimit.callsPerSecond"), equalTo(100))
                .body(twilio("rateLimit.callsLastMinute"), greaterThan(0))
                .body(twilio("rateLimit.nextCallInMillis"), notNullValue())
                .body(twilio("spend.cents"), greaterThan(0))
                .body(twilio("spend.capCents"), nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "twilio", "telnyx", "signalwire" })
    void verifiesValidCredentials(String carrier) {
        asAdmin().post(CARRIERS + "/" + carrier + "/verify").then().statusCode(200)
                .body("carrier", equalTo(carrier)).body("ok", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({ "twilio, 401, 20003, 502, CARRIER_AUTH", "telnyx, 401, 10009, 502, CARRIER_AUTH",
            "signalwire, 401, 20003, 502, CARRIER_AUTH", "twilio, 403, 20005, 502, ACCOUNT_RESTRICTED",
            "twilio, 503, 20503, 503, CARRIER_UNAVAILABLE" })
    void reportsAndRecordsAFailedVerification(String carrier, int status, int code, int answer,
            String problem) {
        CarrierSimulator.fault(carrier,
                "\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":" + status + ",\"code\":" + code);

        asAdmin().post(CARRIERS + "/" + carrier + "/verify").then().statusCode(answer)
                .contentType("application/problem+json").body("code", equalTo(problem));

        list().body(of(carrier, "errors.code"), hasItem(problem))
                .body(of(carrier, "errors.find { it.code == '" + problem + "' }.lastAt"), notNullValue());
        if (answer == 502) {
            list().body(of(carrier, "health"), equalTo("refused"));
            asAdmin().post(CARRIERS + "/" + carrier + "/verify").then().statusCode(200);
            list().body(of(carrier, "health"), equalTo("ok"));
        }
    }

    @Test
    void reportsRateLimitsWithARetryAfterAndRejectsAProxysPage() {
        CarrierSimulator.fault("telnyx",
                "\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"2\"");
        CarrierSimulator.fault("signalwire", "\"operation\":\"list\",\"fault\":\"HTML\",\"status\":404");

        asAdmin().post(CARRIERS + "/telnyx/verify").then().statusCode(503).contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED")).header("Retry-After", "2");
        asAdmin().post(CARRIERS + "/signalwire/verify").then().statusCode(502).contentType("application/problem+json")
                .body("code", equalTo("PROTOCOL_ERROR"));
        // The pause that Telnyx requested must not last into the next test.
        await().atMost(5, SECONDS).untilAsserted(() -> asAdmin().post(CARRIERS + "/telnyx/verify").then().statusCode(200));
    }

    @Test
    void showsNoSecretAndNoNumber() {
        String number = bought().e164();

        assertThat(list().extract().asString()).doesNotContain(CarrierSimulator.TOKEN, CarrierSimulator.ACCOUNT,
                number.substring(1));
    }

    @Test
    void stopsAndAllowsPurchasesAtOneCarrier() {
        switchPurchases("/twilio/purchases", false).body(twilio("purchases"), equalTo(false))
                .body(of("telnyx", "purchases"), equalTo(true)).body("purchases", equalTo(true));
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("PURCHASES_STOPPED");

        switchPurchases("/twilio/purchases", true).body(twilio("purchases"), equalTo(true));
        bought();
    }

    @Test
    void stopsAndAllowsPurchasesAtAllCarriers() {
        switchPurchases("/purchases", false).body("purchases", equalTo(false))
                .body("carriers.purchases", not(hasItem(true)));
        switchPurchases("/purchases", false).body("purchases", equalTo(false));
        switchPurchases("/purchases", true).body("purchases", equalTo(true))
                .body("carriers.purchases", not(hasItem(false)));
    }

    @Test
    void anUnknownCarrierIsNotFound() {
        refused(asAdmin(), "POST", "/unknown/verify", 404, "NOT_FOUND");
        refused(asAdmin(), "PUT", "/unknown/purchases", 404, "NOT_FOUND");
        list().body("purchases", equalTo(true)).body("carriers.purchases", not(hasItem(false)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "{}; INVALID_INPUT", "{\"enabled\":null}; INVALID_INPUT", "null; INVALID_INPUT",
            "''; INVALID_INPUT", "{\"enabled\":\"maybe\"}; MALFORMED_REQUEST", "[]; MALFORMED_REQUEST",
            "not json; MALFORMED_REQUEST", "{\"enabled\":false,\"until\":\"noon\"}; UNKNOWN_FIELD" })
    void aMalformedRequestStopsNothing(String body, String code) {
        for (String path : List.of("/twilio/purchases", "/purchases")) {
            asAdmin().contentType("application/json").body(body).put(CARRIERS + path).then().statusCode(400)
                    .contentType("application/problem+json").body("code", equalTo(code));
        }
        list().body("purchases", equalTo(true)).body("carriers.purchases", not(hasItem(false)));
    }

    private static ValidatableResponse switchPurchases(String path, boolean enabled) {
        return asAdmin().contentType("application/json").body("{\"enabled\":" + enabled + "}").put(CARRIERS + path).then()
                .statusCode(200);
    }

    private static ValidatableResponse list() {
        return asAdmin().get(CARRIERS).then().statusCode(200);
    }

    private static RequestSpecification asAdmin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }

    private static String twilio(String path) {
        return of("twilio", path);
    }

    private static String of(String carrier, String path) {
        return "carriers.find { it.carrier == '" + carrier + "' }." + path;
    }
}
