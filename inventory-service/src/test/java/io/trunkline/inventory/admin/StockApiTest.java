package io.trunkline.inventory.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAdded;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.inventory.InventoryTest;
import io.trunkline.kit.Ids;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class StockApiTest extends InventoryTest {

    private static final String NUMBERS = "/api/admin/phone-numbers";

    @Test
    void addsNumbersAndReportsEachResult() {
        // Given
        stock("+18005550100", "US", "TOLL_FREE", "800");

        // When
        ValidatableResponse answer = add("+18005550123", "+18005550100", "+18005550123", "8005550124", "+1800", null,
                "+442079460101");

        // Then
        answer.statusCode(200)
                .body("results.result", contains("added", "duplicate", "duplicate", "invalid", "invalid", "invalid", "added"))
                .body("results[0].phone_number", equalTo("+18005550123"))
                .body("results[0].id", notNullValue())
                .body("results[1].id", nullValue());
        NumberAdded added = kafka.await(NumberAdded.class, event -> event.e164().equals("+442079460101"));
        assertThat(added.country()).isEqualTo("GB");
        assertThat(added.carrier()).isEqualTo("twilio");
        assertThat(count("e164 = '+18005550123' and number_type = 'TOLL_FREE' and area_code = '800' and actor = 'user_1'"))
                .isEqualTo(1);
    }

    @Test
    void addsAtMostAThousandNumbersInOneRequest() {
        add(numbers(1000)).statusCode(200).body("results.findAll { it.result == 'added' }", hasSize(1000));
        add(numbers(1001)).statusCode(400).body("code", equalTo("INVALID_INPUT"));
        assertThat(count("assignment = 'FREE'")).isEqualTo(1000);
    }

    @Test
    void listsByStatusAndCountsAll() {
        // Given
        stock("+14155550101");
        stock("+14155550102");
        assigned("org_list", "Acme Plumbing");

        // When, Then
        list("status", "available").body("phoneNumbers", hasSize(1))
                .body("phoneNumbers[0].phone_number", equalTo("+14155550102"))
                .body("phoneNumbers[0].status", equalTo("available"))
                .body("phoneNumbers[0].numberType", equalTo("local"))
                .body("phoneNumbers[0].assigned_to", nullValue());
        list("status", "assigned").body("phoneNumbers", hasSize(1))
                .body("phoneNumbers[0].assigned_to", equalTo("org_list"))
                .body("phoneNumbers[0].business_name", equalTo("Acme Plumbing"))
                .body("phoneNumbers[0].slot", equalTo("primary"))
                .body("phoneNumbers[0].assigned_at", notNullValue())
                .body("counts.total", equalTo(2))
                .body("counts.available", equalTo(1))
                .body("counts.assigned", equalTo(1));
        list("status", "released").body("phoneNumbers", hasSize(0)).body("nextCursor", nullValue());
        assertThat(list("limit", "1").extract().<Map<String, Integer>> path("counts").keySet()).containsExactly("total",
                "available", "assigned", "suspended", "pending", "inactive", "quarantined", "released");
    }

    @Test
    void listsOneWorkspacesNumbers() {
        // Given
        stock("+14155550101");
        stock("+14155550102");
        assigned("org_list", "Acme");

        // When, Then
        list("businessId", "org_list").body("phoneNumbers.phone_number", contains("+14155550101"));
        list("businessId", "org_other").body("phoneNumbers", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "+14155550101|1", "(415) 555-01|2", "0102|1", "plumb|1", "ACME|1", "org_list|1",
            "100%|0", "_|0", "unknown|0", "' '|2" })
    void searchesByPartOfTheNumberByBusinessNameAndByWorkspace(String q, int found) {
        // Given
        stock("+14155550101");
        stock("+14155550102");
        assigned("org_list", "Acme Plumbing");

        // When, Then
        list("q", q).body("phoneNumbers", hasSize(found));
    }

    @Test
    void pagesThroughEverythingOnceNewestFirst() {
        // Given
        add(numbers(25)).statusCode(200);
        List<String> seen = new ArrayList<>();

        // When
        String cursor = null;
        do {
            ValidatableResponse page = cursor == null ? list("limit", "10") : list("limit", "10", "cursor", cursor);
            seen.addAll(page.extract().path("phoneNumbers.phone_number"));
            cursor = page.extract().path("nextCursor");
        } while (cursor != null);

        // Then
        List<String> newestFirst = new ArrayList<>(Arrays.asList(numbers(25)));
        Collections.reverse(newestFirst);
        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void listsTheHistoryOfANumber() {
        // Given
        String id = add("+14155550101").extract().path("results[0].id");
        NumberAssigned assigned = assigned("org_list", "Acme");

        // When, Then
        admin().get(NUMBERS + "/" + id + "/history").then().statusCode(200)
                .body("history.from", contains(null, "available"))
                .body("history.to", contains("available", "assigned"))
                .body("history.actor", contains("user_1", "provisioning-service"))
                .body("history[1].assigned_to", equalTo("org_list"))
                .body("history[1].causeId", equalTo(assigned.operationId().toString()))
                .body("history[1].at", notNullValue());
        admin().get(NUMBERS + "/" + UUID.randomUUID() + "/history").then().statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void releasesAnUnassignedNumberToItsCarrier() {
        // Given
        String id = add("+14155550101").extract().path("results[0].id");

        // When, Then
        remove(id).statusCode(200).body("status", equalTo("pending")).body("phone_number", equalTo("+14155550101"));
        remove(id).statusCode(200).body("status", equalTo("pending"));
        kafka.await(ReleaseCarrierNumber.class, command -> command.commandId().equals(commandFor(id)));
        assertThat(kafka.events(ReleaseCarrierNumber.class)).filteredOn(command -> command.commandId().equals(commandFor(id)))
                .hasSize(1);
        remove(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void doesNotRemoveAnAssignedNumber() {
        // Given
        UUID id = stock("+14155550101");
        assigned("org_list", "Acme");

        // When, Then
        remove(id.toString()).statusCode(409).contentType("application/problem+json").body("code", equalTo("NUMBER_ASSIGNED"));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
        admin().delete(NUMBERS).then().statusCode(400).body("code", equalTo("INVALID_INPUT"));
    }

    @Test
    void addsOnceForOneIdempotencyKey() {
        // When
        String first = addWithKey("key-1", "+14155550101").statusCode(200).extract().asString();
        String second = addWithKey("key-1", "+14155550101").statusCode(200).extract().asString();

        // Then
        assertThat(second).isEqualTo(first);
        addWithKey("key-1", "+14155550102").statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        addWithKey("with space", "+14155550102").statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
    }

    @Test
    void rejectsMalformedRequests() {
        post("{\"numbers\":[\"+14155550101\"").statusCode(400).contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"));
        post("{\"numbers\":[\"+14155550101\"],\"carrier\":\"x\"}").statusCode(400).body("code", equalTo("UNKNOWN_FIELD"))
                .body("violations.field", hasItem("carrier"));
        post("{\"numbers\":\"+14155550101\"}").statusCode(400).body("code", equalTo("MALFORMED_REQUEST"));
        post("{\"numbers\":[]}").statusCode(400).body("code", equalTo("INVALID_INPUT"))
                .body("violations.field", hasItem("numbers"));
        post("{}").statusCode(400).body("code", equalTo("INVALID_INPUT"));
        post("").statusCode(400).body("code", equalTo("INVALID_INPUT"));
    }

    @ParameterizedTest
    @CsvSource({ "status,gone,INVALID_INPUT", "limit,0,INVALID_INPUT", "limit,201,INVALID_INPUT", "cursor,x,INVALID_CURSOR" })
    void rejectsInvalidListParameters(String parameter, String value, String code) {
        admin().queryParam(parameter, value).get(NUMBERS).then().statusCode(400).body("code", equalTo(code));
    }

    private NumberAssigned assigned(String workspace, String name) {
        ClaimNumber claim = new ClaimNumber(UUID.randomUUID(), workspace, name, SLOT, null);
        kafka.publish(claim);
        return kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj("+1415556%04d"::formatted).toArray(String[]::new);
    }

    private static ValidatableResponse add(String... numbers) {
        return admin().contentType(ContentType.JSON).body(Map.of("numbers", Arrays.asList(numbers))).post(NUMBERS).then();
    }

    private static ValidatableResponse addWithKey(String key, String number) {
        return admin().contentType(ContentType.JSON).header("Idempotency-Key", key)
                .body(Map.of("numbers", List.of(number))).post(NUMBERS).then();
    }

    private static ValidatableResponse remove(String id) {
        return admin().queryParam("id", id).delete(NUMBERS).then();
    }

    private static UUID commandFor(String number) {
        return Ids.of("carrier-release", UUID.fromString(number));
    }

    private static ValidatableResponse post(String body) {
        return admin().contentType(ContentType.JSON).body(body).post(NUMBERS).then();
    }

    private static ValidatableResponse list(String... parameters) {
        RequestSpecification request = admin();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(NUMBERS).then().statusCode(200);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.platformAdmin());
    }
}
