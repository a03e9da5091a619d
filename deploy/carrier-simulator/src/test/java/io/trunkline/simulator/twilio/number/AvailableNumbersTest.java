package io.trunkline.simulator.twilio.number;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.twilioDelete;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class AvailableNumbersTest {

    @Test
    void listsFictionNumbersFirst() {
        List<String> found = numbers("US/Local.json?AreaCode=712&PageSize=72");

        assertThat(found).hasSize(72).doesNotHaveDuplicates().startsWith("+17125550100", "+17125550101");
        assertThat(found.get(69)).isEqualTo("+17125550199");
        assertThat(found.subList(70, 72)).containsExactly("+17122000000", "+17122000001");
    }

    @Test
    void returnsTheSameNumbersForTheSameSearch() {
        assertThat(numbers("US/Local.json?PageSize=1000")).isEqualTo(numbers("US/Local.json?PageSize=1000"))
                .hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void excludesOwnedNumbers() {
        String first = numbers("US/Local.json?AreaCode=605").get(0);

        twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", first);

        assertThat(numbers("US/Local.json?AreaCode=605")).hasSize(50).doesNotContain(first);
    }

    @Test
    void holdsAReleasedNumberAndAllowsBuyBack() {
        Exchange bought = buy("701");
        String number = bought.text("phone_number");

        assertThat(twilioDelete("/IncomingPhoneNumbers/" + bought.text("sid") + ".json").status()).isEqualTo(204);

        assertThat(numbers("US/Local.json?AreaCode=701")).doesNotContain(number);
        assertThat(twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", number).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({ "US/Local.json, US", "CA/Local.json, CA", "GB/Local.json, GB", "GB/Mobile.json, GB" })
    void offersValidNumbersOfTheCountry(String search, String country) throws NumberParseException {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        for (String number : numbers(search + "?PageSize=1000")) {
            assertThat(library.isValidNumberForRegion(library.parse(number, null), country)).as(number).isTrue();
        }
    }

    @Test
    void offersTollFreeNumbersOfAllSevenCodes() {
        List<String> codes = numbers("US/TollFree.json?PageSize=70").stream().map(number -> number.substring(2, 5)).distinct()
                .toList();

        assertThat(codes).containsExactlyInAnyOrder("800", "833", "844", "855", "866", "877", "888");
    }

    @ParameterizedTest
    @CsvSource({ "US/Local.json?AreaCode=415&Contains=%2B14155550142, 1, \\+14155550142",
            "US/TollFree.json?Contains=FLOWERS, 7, .*3569377.*",
            "US/Local.json?Contains=%2B1212, 50, \\+1212.*",
            "US/Local.json?AreaCode=415&Contains=41520**777, 50, \\+141520..777.*",
            "US/Local.json?AreaCode=415&Contains=5551, 50, .*5551.*", "US/Local.json?Contains=9*999*9999, 49, .*9.999.9999.*" })
    void findsDigitsLettersAndWildcards(String search, int atLeast, String pattern) {
        List<String> found = numbers(search);

        assertThat(found).hasSizeGreaterThanOrEqualTo(atLeast).allMatch(number -> number.matches(pattern));
    }

    @Test
    void listsFictionNumbersFirstInADigitSearch() {
        assertThat(numbers("US/Local.json?AreaCode=415&Contains=0142").get(0)).isEqualTo("+14155550142");
    }

    @ParameterizedTest
    @CsvSource({ "US/Local.json?InRegion=NV, region, NV", "CA/Local.json?InLocality=Toronto, locality, Toronto",
            "US/Local.json?InRegion=tx&InLocality=Austin, locality, Austin" })
    void filtersByPlace(String search, String field, String value) {
        List<JsonNode> found = available(search);

        assertThat(found).isNotEmpty().allMatch(number -> number.path(field).asText().equals(value));
    }

    @ParameterizedTest
    @ValueSource(strings = { "US/Local.json?FaxEnabled=true", "GB/Local.json?SmsEnabled=true", "GB/Mobile.json?MmsEnabled=true",
            "GB/Mobile.json?ExcludeAllAddressRequired=true", "GB/Local.json?ExcludeLocalAddressRequired=true",
            "US/Local.json?AreaCode=999", "GB/Local.json?AreaCode=207" })
    void answersAnEmptyList(String search) {
        assertThat(available(search)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "GB/Local.json, local", "GB/Mobile.json, any", "GB/Mobile.json?ExcludeLocalAddressRequired=true, any",
            "GB/Local.json?ExcludeForeignAddressRequired=true, local", "US/Local.json?ExcludeAllAddressRequired=true, none" })
    void returnsTheAddressRequirement(String search, String requirements) {
        assertThat(available(search)).isNotEmpty()
                .allMatch(number -> number.path("address_requirements").asText().equals(requirements));
    }

    @Test
    void ignoresFalseFilters() {
        assertThat(available("US/Local.json?FaxEnabled=false&SmsEnabled=false")).hasSize(50);
    }

    @Test
    void pagesContinue() {
        List<String> both = numbers("US/Local.json?AreaCode=307&PageSize=6");

        assertThat(numbers("US/Local.json?AreaCode=307&PageSize=3&Page=1")).isEqualTo(both.subList(3, 6));
    }

    @ParameterizedTest
    @CsvSource({ "US/Local.json?PageSize=1001, 400, 20001", "US/Local.json?PageSize=x, 400, 20001",
            "US/Local.json?Contains=1, 400, 20001", "US/Local.json?SmsEnabled=yes, 400, 20001",
            "US/Local.json?Areacode=415, 400, 20001", "US/Mobile.json, 404, 20404", "US/Satellite.json, 404, 20404",
            "FR/Local.json, 404, 20404", "FR.json, 404, 20404" })
    void rejectsAnInvalidSearch(String search, int status, int code) {
        Exchange refused = twilioGet("/AvailablePhoneNumbers/" + search);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void listsTheTypesOfEachCountry() {
        JsonNode countries = twilioGet("/AvailablePhoneNumbers.json").json().path("countries");

        assertThat(elements(countries)).extracting(country -> country.path("country").asText())
                .containsExactly("United States", "Canada", "United Kingdom");
        assertThat(countries.path(2).path("subresource_uris").has("mobile")).isTrue();
        assertThat(countries.path(0).path("subresource_uris").has("mobile")).isFalse();
    }

    private static List<JsonNode> available(String search) {
        Exchange answer = twilioGet("/AvailablePhoneNumbers/" + search);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return elements(answer.json().path("available_phone_numbers"));
    }

    private static List<String> numbers(String search) {
        return available(search).stream().map(number -> number.path("phone_number").asText()).toList();
    }
}
