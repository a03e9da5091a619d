package io.trunkline.carrier.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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

    @Test
    void onlyThoseWhoRunThePlatformSeeCarriers() {
        given().get(CARRIERS).then().statusCode(401);
        given().auth().oauth2(Tokens.workspaceAdmin("ws_1")).get(CARRIERS).then().statusCode(403).body("code",
                equalTo("FORBIDDEN"));
        given().auth().oauth2(Tokens.workspaceAdmin("ws_1")).post(CARRIERS + "/twilio/verify").then().statusCode(403);
        given().auth().oauth2(Tokens.workspaceAdmin("ws_1")).contentType("application/json").body("{\"enabled\":false}")
                .put(CARRIERS + "/purchases").then().statusCode(403);
    }

    @Test
    void everyCarrierIsShownAsItIs() {
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
    void credentialsThatAreRightAreVerified(String carrier) {
        asAdmin().post(CARRIERS + "/" + carrier + "/verify").then().statusCode(200)
                .body("carrier", equalTo(carrier)).body("ok", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({ "twilio, 401, 20003, 502, CARRIER_AUTH", "telnyx, 401, 10009, 502, CARRIER_AUTH",
            "signalwire, 401, 20003, 502, CARRIER_AUTH", "twilio, 403, 20005, 502, ACCOUNT_RESTRICTED",
            "twilio, 503, 20503, 503, CARRIER_UNAVAILABLE" })
    void whyACarrierDoesNotAnswerIsSaidInAProblemAndRemembered(String carrier, int status, int code, int answer,
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
    void whatIsShownHoldsNoSecretAndNoNumber() {
        String number = bought().e164();

        assertThat(list().extract().asString()).doesNotContain(CarrierSimulator.TOKEN, CarrierSimulator.ACCOUNT,
                number.substring(1));
    }

    @Test
    void purchasesAreStoppedAtOneCarrierAndAllowedAgain() {
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
    void purchasesAreStoppedEverywhere() {
        switchPurchases("/purchases", false).body("purchases", equalTo(false))
                .body("carriers.purchases", not(hasItem(true)));
        switchPurchases("/purchases", false).body("purchases", equalTo(false));
        switchPurchases("/purchases", true).body("purchases", equalTo(true))
                .body("carriers.purchases", not(hasItem(false)));
    }

    @Test
    void anUnknownCarrierAndAnEmptyWishAreRefused() {
        asAdmin().post(CARRIERS + "/nobody/verify").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        asAdmin().contentType("application/json").body("{\"enabled\":false}").put(CARRIERS + "/nobody/purchases").then()
                .statusCode(404);
        asAdmin().contentType("application/json").body("{}").put(CARRIERS + "/twilio/purchases").then().statusCode(400)
                .body("code", equalTo("INVALID_INPUT"));
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
