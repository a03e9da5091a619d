package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.testing.StubCarrierServer;
import io.trunkline.events.NumberType;

/** The parsing of Twilio's prices. */
@QuarkusTest
class TwilioPricesTest extends TwilioAdapterTest {

    private static final String PRICES = """
            {"country":"United Kingdom","iso_country":"GB","price_unit":"usd","phone_number_prices":[
              {"number_type":"local","base_price":"1.15","current_price":"0.805"},
              {"number_type":"mobile","base_price":1.20,"current_price":1.20},
              {"number_type":"national","base_price":"9.00","current_price":"9.00"},
              {"number_type":"toll free","base_price":"2.15","current_price":"soon"}, null]}""";

    @Test
    void usesTheDiscountedPriceRoundedUp() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", PRICES)) {
            assertThat(item(pricing(server).monthlyCosts("GB")))
                    .isEqualTo(Map.of(NumberType.LOCAL, new Cost(81, "USD"), NumberType.MOBILE, new Cost(120, "USD")));

            assertThat(server.requests()).singleElement().asString().contains("/v1/PhoneNumbers/Countries/GB");
        }
    }

    @Test
    void returnsNoCostsForACountryWithoutPrices() {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json",
                "{\"iso_country\":\"GB\",\"price_unit\":null,\"phone_number_prices\":null}")) {
            assertThat(item(pricing(server).monthlyCosts("GB"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"iso_country\":\"US\",\"price_unit\":\"USD\",\"phone_number_prices\":[]}", "<html>" })
    void rejectsAResponseAboutAnotherCountry(String answer) {
        try (StubCarrierServer server = StubCarrierServer.responding(200, "application/json", answer)) {
            assertThat(failure(pricing(server).monthlyCosts("GB")).failure()).isEqualTo(CarrierFailure.PROTOCOL_ERROR);
        }
    }

    private Carrier pricing(StubCarrierServer server) {
        return twilio(server.url(), "pricing-base-url", server.url().toString());
    }
}
