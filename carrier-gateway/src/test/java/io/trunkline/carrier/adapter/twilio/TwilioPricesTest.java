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
import io.trunkline.carrier.testing.HostileCarrier;
import io.trunkline.events.NumberType;

/** What of Twilio's prices is read, and how. */
@QuarkusTest
class TwilioPricesTest extends TwilioAdapterTest {

    private static final String PRICES = """
            {"country":"United Kingdom","iso_country":"GB","price_unit":"usd","phone_number_prices":[
              {"number_type":"local","base_price":"1.15","current_price":"0.805"},
              {"number_type":"mobile","base_price":1.20,"current_price":1.20},
              {"number_type":"national","base_price":"9.00","current_price":"9.00"},
              {"number_type":"toll free","base_price":"2.15","current_price":"soon"}, null]}""";

    @Test
    void theDiscountedPriceOfATypeCountsRoundedUp() {
        try (HostileCarrier carrier = HostileCarrier.answering(200, "application/json", PRICES)) {
            assertThat(item(pricing(carrier).monthlyCosts("GB")))
                    .isEqualTo(Map.of(NumberType.LOCAL, new Cost(81, "USD"), NumberType.MOBILE, new Cost(120, "USD")));

            assertThat(carrier.requests()).singleElement().asString().contains("/v1/PhoneNumbers/Countries/GB");
        }
    }

    @Test
    void aCountryWithoutPricesHasNone() {
        try (HostileCarrier carrier = HostileCarrier.answering(200, "application/json",
                "{\"iso_country\":\"GB\",\"price_unit\":null,\"phone_number_prices\":null}")) {
            assertThat(item(pricing(carrier).monthlyCosts("GB"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"iso_country\":\"US\",\"price_unit\":\"USD\",\"phone_number_prices\":[]}", "<html>" })
    void whatIsNotAboutTheCountryIsNoAnswer(String answer) {
        try (HostileCarrier carrier = HostileCarrier.answering(200, "application/json", answer)) {
            assertThat(failure(pricing(carrier).monthlyCosts("GB")).failure()).isEqualTo(CarrierFailure.PROTOCOL_ERROR);
        }
    }

    private Carrier pricing(HostileCarrier carrier) {
        return twilio(carrier.url(), "pricing-base-url", carrier.url().toString());
    }
}
