package io.trunkline.simulator.telnyx.number;

import static io.trunkline.simulator.telnyx.TelnyxClient.code;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class AvailableNumbersTest {

    @Test
    void listsFictionNumbersFirst() {
        List<String> found = numbers("filter[national_destination_code]=712&filter[limit]=22");

        assertThat(found).hasSize(22).doesNotHaveDuplicates().startsWith("+17125550170", "+17125550171");
        assertThat(found.subList(19, 22)).containsExactly("+17125550189", "+17122070000", "+17122070001");
    }

    @Test
    void describesRegionCostAndFeatures() {
        JsonNode answer = get("/available_phone_numbers?filter[national_destination_code]=415&filter[limit]=1").json();
        JsonNode number = answer.path("data").path(0);

        assertThat(answer.path("meta").path("total_results").asInt()).isEqualTo(1);
        assertThat(number.path("cost_information").path("monthly_cost").isTextual()).isTrue();
        assertThat(number.path("cost_information").path("currency").asText()).isEqualTo("USD");
        assertThat(number.path("features")).extracting(feature -> feature.path("name").asText())
                .containsExactlyInAnyOrder("sms", "mms", "voice");
        assertThat(number.path("region_information")).extracting(
                region -> region.path("region_type").asText() + "=" + region.path("region_name").asText())
                .containsExactly("country_code=US", "state=CA", "rate_center=SAN FRANCISCO", "location=San Francisco");
    }

    @ParameterizedTest
    @CsvSource({ "filter[phone_number_type]=toll_free&filter[limit]=7, 7, \\+18.*",
            "filter[phone_number_type]=toll_free&filter[national_destination_code]=888&filter[limit]=3, 3, \\+1888.*",
            "filter[country_code]=CA&filter[administrative_area]=on&filter[locality]=toronto&filter[limit]=4, 4, \\+1.*",
            "filter[country_code]=GB&filter[phone_number_type]=mobile&filter[limit]=3, 3, \\+447.*",
            "filter[country_code]=GB&filter[national_destination_code]=20&filter[limit]=3, 3, \\+4420.*",
            "filter[phone_number][contains]=7777&filter[limit]=5, 5, .*7777.*",
            "filter[national_destination_code]=415&filter[phone_number][starts_with]=3&filter[limit]=5, 5, \\+14153.*",
            "filter[phone_number][starts_with]=4153&filter[phone_number][ends_with]=99&filter[limit]=5, 5, \\+14153.*99",
            "filter[features][]=sms&filter[features][]=mms&filter[limit]=2, 2, \\+1.*",
            "filter[features]=fax, 0, -", "filter[administrative_area]=ZZ, 0, -",
            "filter[phone_number_type]=local, 100, \\+1.*",
            "filter[country_code]=GB&filter[quickship]=true, 0, -", "filter[reservable]=true, 0, -" })
    void findsMatchingNumbers(String query, int count, String pattern) {
        assertThat(numbers(query)).hasSize(count).allMatch(number -> number.matches(pattern));
    }

    @ParameterizedTest
    @CsvSource({ "filter[country_code]=XX, 400, 10015", "filter[phone_number_type]=mobile, 400, 10015",
            "filter[phone_number_type]=vanity, 422, 10032", "filter[features][]=smell, 422, 10032",
            "filter[limit]=0, 422, 10033", "filter[phone_number][contains]=x, 400, 10015",
            "filter[area_code]=415, 400, 10015", "filter[best_effort]=maybe, 400, 10015" })
    void rejectsAnInvalidSearch(String query, int status, String code) {
        Exchange refused = get("/available_phone_numbers?" + query);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(code(refused)).isEqualTo(code);
    }

    private static List<String> numbers(String query) {
        return Api.elements(get("/available_phone_numbers?" + query).json().path("data")).stream()
                .map(number -> number.path("phone_number").asText()).toList();
    }
}
