package io.trunkline.simulator.signalwire.number;

import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.signalwire.SignalWireClient.available;
import static io.trunkline.simulator.signalwire.SignalWireClient.call;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static io.trunkline.simulator.signalwire.SignalWireClient.numbers;
import static io.trunkline.simulator.signalwire.SignalWireClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.signalwire.SignalWireClient;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireAvailableNumbersTest {

    @Test
    void listsFictionNumbersFirstAndNoneOfTwilios() {
        List<String> found = available("712");

        assertThat(found).hasSize(50).startsWith("+17125550130", "+17125550131");
        assertThat(found.get(10)).isEqualTo("+17122030000");
        assertThat(twilioGet("/AvailablePhoneNumbers/US/Local.json?AreaCode=712&PageSize=1000").response().body())
                .doesNotContain("+17125550130").doesNotContain("+17122030000");
    }

    @Test
    void writesCapabilitiesInUpperCase() {
        JsonNode number = get("/AvailablePhoneNumbers/US/Local?AreaCode=212").json().path("available_phone_numbers").path(0);

        assertThat(number.path("capabilities").toString()).isEqualTo("{\"voice\":true,\"SMS\":true,\"MMS\":true}");
        assertThat(number.path("rate_center").asText()).isEqualTo("NEW YORK");
        assertThat(number.path("region").asText()).isEqualTo("NY");
        assertThat(number.path("locality").isNull()).isTrue();
        assertThat(number.has("address_requirements")).isFalse();
    }

    @Test
    void acceptsPathsWithAndWithoutTheSuffix() {
        Exchange without = get("/AvailablePhoneNumbers/US/Local?AreaCode=907&Contains=0131");
        Exchange with = get("/AvailablePhoneNumbers/US/Local.json?AreaCode=907&Contains=0131");

        assertThat(with.json()).isEqualTo(without.json());
        assertThat(without.text("uri")).isEqualTo(SignalWireClient.PREFIX + "/AvailablePhoneNumbers/US/Local");
        assertThat(numbers(without, "available_phone_numbers")).startsWith("+19075550131");
    }

    @Test
    void ignoresCapabilityFilters() {
        assertThat(numbers(get("/AvailablePhoneNumbers/US/Local?AreaCode=605&FaxEnabled=true&SmsEnabled=perhaps"),
                "available_phone_numbers")).isEqualTo(available("605"));
    }

    @Test
    void excludesOwnedNumbers() {
        String first = available("605").get(0);

        post("/IncomingPhoneNumbers", "PhoneNumber", first);

        assertThat(available("605")).hasSize(50).doesNotContain(first);
    }

    @Test
    void listsTwoCountriesAndTwoTypes() {
        List<JsonNode> countries = elements(get("/AvailablePhoneNumbers").json().path("countries"));

        assertThat(countries).extracting(country -> country.path("country_code").asText()).containsExactly("US", "CA");
        assertThat(countries).allMatch(country -> country.path("subresource_uris").size() == 2);
    }

    @ParameterizedTest
    @CsvSource({ "US/Mobile, 404, 20404", "US/National, 404, 20404", "GB/Local, 404, 20404", "GB, 404, 20404",
            "US/Local?AreaCode=41, 422, 21451", "US/Local?Contains=4*5, 422, 90000",
            "US/Local?InLocality=Austin, 422, 90000", "US/Local?Areacode=415, 422, 90000" })
    void rejectsAnInvalidSearch(String search, int status, int code) {
        Exchange refused = get("/AvailablePhoneNumbers/" + search);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
        assertThat(refused.text("more_info")).contains("signalwire.com");
    }

    @Test
    void answersErrorsInSignalWiresFormat() {
        assertThat(get("/Faxes").code()).isEqualTo(20404);
        assertThat(call("PUT", SignalWireClient.PREFIX + "/IncomingPhoneNumbers", "A=b").code()).isEqualTo(20404);
    }
}
