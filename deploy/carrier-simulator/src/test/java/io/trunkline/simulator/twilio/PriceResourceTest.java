package io.trunkline.simulator.twilio;

import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.fault;
import static io.trunkline.simulator.Api.get;
import static io.trunkline.simulator.Api.twilio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;

@QuarkusTest
class PriceResourceTest {

    private static final String COUNTRIES = "/v1/PhoneNumbers/Countries/";

    @Test
    void returnsThePricesOfACountry() {
        Exchange answer = twilio("GET", COUNTRIES + "US", null);

        assertThat(answer.text("iso_country")).isEqualTo("US");
        assertThat(answer.text("country")).isEqualTo("United States");
        assertThat(answer.text("price_unit")).isEqualTo("USD");
        assertThat(elements(answer.json().path("phone_number_prices")))
                .extracting(price -> price.path("number_type").asText(), price -> price.path("current_price").asText())
                .containsExactly(tuple("local", "1.15"), tuple("toll free", "2.15"));
    }

    @Test
    void rejectsAnUnknownCountry() {
        Exchange answer = twilio("GET", COUNTRIES + "XX", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(20404);
    }

    @Test
    void acceptsTheAccountOnly() {
        assertThat(get("/twilio" + COUNTRIES + "US").status()).isEqualTo(401);
    }

    @Test
    void failsAsScripted() {
        fault("\"operation\":\"prices\",\"fault\":\"STATUS\",\"status\":503");

        assertThat(twilio("GET", COUNTRIES + "US", null).status()).isEqualTo(503);
        assertThat(twilio("GET", COUNTRIES + "US", null).status()).isEqualTo(200);
    }
}
