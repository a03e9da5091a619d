package io.trunkline.carrier.search;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.pricing.PriceBook;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.testing.AllCarriersProfile;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
@TestProfile(AllCarriersProfile.class)
class SearchResourceTest extends GatewayTest {

    private static final String LOCAL = "{\"countryCode\":\"US\",\"numberType\":\"local\",\"areaCode\":\"206\"}";
    private static final List<String> CARRIERS = List.of("telnyx", "signalwire", "twilio");

    @Inject
    PriceBook book;
    @Inject
    CarrierCosts costs;

    /** Refusals of other tests must not affect the ranking. */
    @BeforeEach
    void resetAccountHealth() {
        verifyAccounts();
    }

    @Test
    void offersTheNumbersOfEveryCarrierCheapestFirst() {
        List<Map<String, Object>> numbers = found(LOCAL);

        assertThat(numbers).hasSize(50).allSatisfy(number -> {
            assertThat(number).containsOnlyKeys("phoneNumber", "monthlyCost", "locality", "region", "capabilities");
            assertThat((String) number.get("phoneNumber")).startsWith("+1206");
            assertThat((String) number.get("locality")).isEqualToIgnoringCase("Seattle");
            assertThat(number.get("region")).isEqualTo("WA");
            assertThat(number.get("capabilities")).isEqualTo(Map.of("voice", true, "sms", true, "mms", true));
        });
        assertThat(numbers).extracting(number -> number.get("monthlyCost"))
                .startsWith(new BigDecimal("1.40")).isSortedAccordingTo((one, other) -> ((BigDecimal) one)
                        .compareTo((BigDecimal) other));
        assertThat(sellers(numbers)).as("the more expensive ones come after the fiftieth").containsExactly("signalwire");
    }

    @Test
    void convertsLettersToKeypadDigits() {
        List<Map<String, Object>> numbers = found(
                "{\"countryCode\":\"US\",\"numberType\":\"local\",\"contains\":\"FLOWER\"}");

        assertThat(numbers).isNotEmpty()
                .allSatisfy(number -> assertThat((String) number.get("phoneNumber")).contains("356937"));
    }

    @Test
    void printsTheMonthlyCostAsADecimal() {
        assertThat(search("{\"countryCode\":\"US\",\"numberType\":\"tollFree\"}").statusCode(200)
                .body("success", equalTo(true)).extract().asString()).contains("\"monthlyCost\":3.00");
    }

    @Test
    void doesNotOfferKindsWithoutAPrice() {
        assertThat(found("{\"countryCode\":\"GB\",\"numberType\":\"local\"}")).isEmpty();
        assertThat(found("{\"countryCode\":\"FR\",\"numberType\":\"local\"}")).isEmpty();
    }

    @Test
    void leavesOutACarrierThatMissesTheDeadline() {
        // Given
        found(LOCAL);
        CarrierSimulator.fault("signalwire", "\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":1400");
        long started = System.nanoTime();

        // When
        List<Map<String, Object>> numbers = found(LOCAL);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(1350));
        assertThat(sellers(numbers)).containsExactlyInAnyOrder("telnyx", "twilio");
    }

    @Test
    void leavesOutACarrierThatFails() {
        CarrierSimulator.fault("signalwire", "\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":503");
        CarrierSimulator.fault("telnyx", "\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":401");

        assertThat(sellers(found(LOCAL))).containsExactly("twilio");
    }

    @Test
    void failsWhenAllCarriersFail() {
        CARRIERS.forEach(carrier -> CarrierSimulator.fault(carrier,
                "\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":503"));

        search(LOCAL).statusCode(503).contentType("application/problem+json").body("code", equalTo("CARRIER_UNAVAILABLE"))
                .header("Retry-After", "5");
    }

    @Test
    void rejectsASearchThatNoCarrierSupports() {
        search("{\"countryCode\":\"GB\",\"numberType\":\"mobile\",\"areaCode\":\"7\",\"contains\":\"12\"}").statusCode(422)
                .body("code", equalTo("NOT_SUPPORTED"));
    }

    @Test
    void returnsAnEmptyListWhenNothingFits() {
        CARRIERS.forEach(carrier -> CarrierSimulator.fault(carrier, "\"operation\":\"search\",\"fault\":\"NO_INVENTORY\""));

        search(LOCAL).statusCode(200).body("success", equalTo(true)).body("numbers", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "{\"numberType\":\"local\"}; countryCode",
            "{\"countryCode\":\"US\"}; numberType", "{\"countryCode\":\"usa\",\"numberType\":\"local\"}; countryCode",
            "{\"countryCode\":\"US\",\"numberType\":\"landline\"}; numberType",
            "{\"countryCode\":\"US\",\"numberType\":\"local\",\"areaCode\":\"4-1-5\"}; areaCode",
            "{\"countryCode\":\"US\",\"numberType\":\"local\",\"contains\":\"1\"}; contains",
            "{\"countryCode\":\"US\",\"numberType\":\"local\",\"contains\":\"12*45\"}; contains",
            "{\"countryCode\":\"US\",\"numberType\":\"local\",\"carrier\":\"twilio\"}; carrier" })
    void rejectsInvalidInputAndNamesTheField(String request, String field) {
        search(request).statusCode(400).contentType("application/problem+json").body("violations.field", hasItem(field))
                .body("code", equalTo(field.equals("carrier") ? "UNKNOWN_FIELD"
                        : request.contains("landline") ? "MALFORMED_REQUEST" : "INVALID_INPUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "not json", "[]" })
    void rejectsAMalformedBody(String body) {
        search(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void limitsTheSearchesOfEachWorkspace() {
        // Given: a kind that is not sold is answered without a call
        String notOffered = "{\"countryCode\":\"FR\",\"numberType\":\"local\"}";

        // When
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(10, SECONDS)
                .untilAsserted(() -> search("ws_busy", notOffered).statusCode(429)
                        .contentType("application/problem+json").body("code", equalTo("TOO_MANY_SEARCHES"))
                        .header("Retry-After", "1"));

        // Then
        search("ws_idle", notOffered).statusCode(200);
        await().pollDelay(Duration.ofSeconds(1)).atMost(5, SECONDS)
                .untilAsserted(() -> search("ws_busy", notOffered).statusCode(200));
    }

    @Test
    void onlyAdminsMaySearch() {
        String ofNoWorkspace = Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN));

        search(given(), LOCAL).statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        search(bearer(Tokens.forged(Tokens.claims(Roles.PLATFORM_ADMIN))), LOCAL).statusCode(401);
        search(bearer(Tokens.workspaceMember("ws_1")), LOCAL).statusCode(403).body("code", equalTo("FORBIDDEN"));
        search(bearer(ofNoWorkspace), LOCAL).statusCode(403).body("code", equalTo("FORBIDDEN"));
        search(bearer(Tokens.workspaceAdmin("ws_2")), LOCAL).statusCode(200);
        search(bearer(Tokens.platformAdmin()), LOCAL).statusCode(200);
    }

    @Test
    void offersANumberOnceAtTheLowestPrice() {
        // Given
        Offers offers = new Offers(book.now(), costs);

        // When
        offers.add("telnyx", List.of(number("+12065550172", "9.00"), number("+12065550171", "1.00")));
        offers.add("twilio", List.of(number("+12065550172", null), number("+12065550140", null)));
        offers.add("signalwire", List.of(number("+12065550172", "1.45")));

        // Then
        assertThat(offers.cheapest(10)).extracting(Offer::phoneNumber, Offer::monthlyCost).containsExactly(
                tuple("+12065550172", new BigDecimal("1.45")),
                tuple("+12065550140", new BigDecimal("1.50")),
                tuple("+12065550171", new BigDecimal("1.50")));
        assertThat(offers.cheapest(1)).hasSize(1);
    }

    private static AvailableNumber number(String e164, String cost) {
        return new AvailableNumber(e164, NumberType.LOCAL, "US", null, null, new Capabilities(true, true, true),
                cost == null ? Optional.empty() : Cost.parse(cost, "USD"));
    }

    private static ValidatableResponse search(String body) {
        return search("ws_1", body);
    }

    private static ValidatableResponse search(String workspace, String body) {
        return search(bearer(Tokens.workspaceAdmin(workspace)), body);
    }

    private static ValidatableResponse search(RequestSpecification caller, String body) {
        return caller.contentType(ContentType.JSON).body(body).post("/api/numbers/search").then();
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }

    private static List<Map<String, Object>> found(String body) {
        JsonPath answer = search(body).statusCode(200).extract().jsonPath(JsonPathConfig.jsonPathConfig()
                .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
        return answer.getList("numbers");
    }

    /** By the simulator's ranges: no number is for sale at two carriers. */
    private static Set<String> sellers(List<Map<String, Object>> numbers) {
        return numbers.stream().map(number -> seller(((String) number.get("phoneNumber")).substring(5)))
                .collect(Collectors.toSet());
    }

    private static String seller(String subscriber) {
        char digit = subscriber.startsWith("55501") ? subscriber.charAt(5) : subscriber.charAt(2);
        return digit == '3' ? "signalwire" : digit == '7' || digit == '8' ? "telnyx" : "twilio";
    }
}
