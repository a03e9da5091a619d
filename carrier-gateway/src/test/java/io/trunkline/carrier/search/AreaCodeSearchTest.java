package io.trunkline.carrier.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.kit.testing.Tokens;

/** Area codes as people write them. */
@QuarkusTest
class AreaCodeSearchTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({ "US, 1212, +1212", "US, 212, +1212" })
    void findsNumbersWithoutThePrefixOfTheAreaCode(String country, String written, String expected) {
        search(country, written).statusCode(200).body("numbers", not(empty()))
                .body("numbers.phoneNumber", everyItem(startsWith(expected)));
    }

    @ParameterizedTest
    @CsvSource({ "US, 21", "US, 212555", "GB, 99" })
    void refusesAnAreaCodeThatTheCountryDoesNotHave(String country, String written) {
        search(country, written).statusCode(400).body("code", equalTo("INVALID_INPUT"));
    }

    private static ValidatableResponse search(String country, String areaCode) {
        return given().auth().oauth2(Tokens.platformAdmin()).contentType("application/json")
                .body("{\"countryCode\":\"%s\",\"numberType\":\"local\",\"areaCode\":\"%s\"}".formatted(country, areaCode))
                .post("/api/numbers/search").then();
    }
}
