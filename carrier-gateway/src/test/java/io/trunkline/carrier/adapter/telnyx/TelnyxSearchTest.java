package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.AdapterTest;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberType;

/** The parameters of a search, and the parsing of its response. */
@QuarkusTest
class TelnyxSearchTest extends AdapterTest implements TelnyxFixture {

    private static final String FOUND = """
            {"data":[
              {"phone_number":"+12065550171","cost_information":{"monthly_cost":"1.005","upfront_cost":"9","currency":"USD"},
               "region_information":[{"region_type":"state","region_name":"WA"},
                 {"region_type":"rate_center","region_name":"SEATTLE"}],"features":[{"name":"voice"},{"name":"hd_voice"}]},
              {"phone_number":"+12065550172","cost_information":{"monthly_cost":"soon"},"features":null},
              {"phone_number":"(206) 555-0173"}, null]}""";

    @Test
    void sendsAllSearchCriteria() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", "{\"data\":[]}")) {
            item(connect(server.url()).search(new NumberSearch("US", NumberType.LOCAL, "206", "77",
                    new Capabilities(true, true, false), "Seattle", 7)));
            item(connect(server.url()).search(new NumberSearch("US", NumberType.TOLL_FREE, null, null,
                    NumberSearch.ANY_CAPABILITIES, null, 7)));

            assertThat(server.requests()).extracting(request -> URLDecoder.decode(request, StandardCharsets.UTF_8))
                    .satisfiesExactly(all -> assertThat(all).contains("filter[country_code]=US",
                            "filter[phone_number_type]=local", "filter[national_destination_code]=206",
                            "filter[phone_number][contains]=77", "filter[locality]=Seattle", "filter[features][]=voice",
                            "filter[features][]=sms", "filter[limit]=7").doesNotContain("mms"),
                            least -> assertThat(least).contains("filter[phone_number_type]=toll_free")
                                    .doesNotContain("features", "contains", "locality", "destination"));
        }
    }

    @Test
    void usesTheLowestCostOfASample() {
        try (StubCarrierServer server = StubCarrierServer.respondingInTurn(costing("2.00 USD", "1.50 USD", "10.00 USD"),
                costing("1.00 USD", "1.00 EUR"), "{\"data\":[]}")) {
            assertThat(item(connect(server.url()).monthlyCosts("US"))).as("two currencies cannot be compared")
                    .isEqualTo(Map.of(NumberType.LOCAL, new Cost(150, "USD")));

            assertThat(server.requests()).hasSize(NumberType.values().length);
        }
    }

    private static String costing(String... costs) {
        return "{\"data\":[" + Stream.of(costs).map(cost -> cost.split(" "))
                .map(cost -> "{\"phone_number\":\"+12065550171\",\"cost_information\":{\"monthly_cost\":\"" + cost[0]
                        + "\",\"currency\":\"" + cost[1] + "\"}}")
                .collect(Collectors.joining(",")) + "]}";
    }

    @Test
    void readsRegionCapabilitiesAndCost() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", FOUND)) {
            assertThat(item(connect(server.url()).search(new NumberSearch("US", NumberType.LOCAL, "206", null,
                    NumberSearch.ANY_CAPABILITIES, null, 7))))
                    .containsExactly(
                            new AvailableNumber("+12065550171", NumberType.LOCAL, "US", "SEATTLE", "WA",
                                    new Capabilities(true, false, false), Optional.of(new Cost(101, "USD"))),
                            new AvailableNumber("+12065550172", NumberType.LOCAL, "US", null, null,
                                    NumberSearch.ANY_CAPABILITIES, Optional.empty()));
        }
    }
}
