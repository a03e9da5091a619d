package io.trunkline.carrier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.mutiny.TimeoutException;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

class ErrorTableTest {

    private static final ErrorTable TABLE = new ErrorTable("twilio")
            .map(CarrierFailure.NUMBER_UNAVAILABLE, 21422)
            .map(CarrierFailure.CARRIER_UNAVAILABLE, 20409, 20500, 20503);

    @Test
    void usesTheDefaultForUnlistedCodes() {
        assertThat(TABLE.withDefault(CarrierFailure.NUMBER_UNAVAILABLE).failureFor(422, "99999", true))
                .isEqualTo(CarrierFailure.NUMBER_UNAVAILABLE);
        assertThat(TABLE.withDefault(CarrierFailure.NUMBER_UNAVAILABLE).failureFor(500, "99999", true))
                .isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest(name = "HTTP {0} with code {1}: query {2}, mutation {3}")
    @CsvSource(nullValues = "-", value = {
            // Clear for a query only.
            "409, 20409, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "500, 20500, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "503, 20503, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "500, 21422, NUMBER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "502, -, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "504, -, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "408, 99999, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            // Not from the carrier: a proxy, a captive portal.
            "404, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN", "403, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN",
            "302, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN",
            // The only guarantee without a code.
            "429, -, RATE_LIMITED, RATE_LIMITED", "429, 20500, RATE_LIMITED, RATE_LIMITED",
            // Unlisted codes.
            "400, 99999, INVALID_REQUEST, INVALID_REQUEST", "401, 99999, CARRIER_AUTH, CARRIER_AUTH",
            "402, 99999, INSUFFICIENT_FUNDS, INSUFFICIENT_FUNDS", "403, 99999, CARRIER_AUTH, CARRIER_AUTH",
            "404, 99999, NOT_FOUND, NOT_FOUND", "422, 99999, INVALID_REQUEST, INVALID_REQUEST",
            "302, 99999, PROTOCOL_ERROR, OUTCOME_UNKNOWN" })
    void treatsOnlyAClearRefusalOfAMutationAsRefused(int status, String code, CarrierFailure ofQuery,
            CarrierFailure ofMutation) {
        assertThat(TABLE.failureFor(status, code, false)).isEqualTo(ofQuery);
        assertThat(TABLE.failureFor(status, code, true)).isEqualTo(ofMutation);
    }

    @ParameterizedTest
    @CsvSource({ "21601, SENDER_REFUSED", "21635, NOT_SMS_CAPABLE", "30003, RECIPIENT_UNREACHABLE" })
    void hasTheCodesAboutMessagesOfTheCarrier(String code, CarrierFailure failure) {
        assertThat(TABLE.failureFor(400, code, true)).isEqualTo(failure);
        assertThat(new ErrorTable("another").failureFor(400, code, true)).isEqualTo(CarrierFailure.INVALID_REQUEST);
    }

    @Test
    void reportsCodeStatusAndRetryAfter() {
        CarrierException failure = TABLE.rejected(429, "20429", Duration.ofSeconds(3), true);

        assertThat(failure).hasMessage("twilio answered HTTP 429, error 20429");
        assertThat(failure.carrierCode()).isEqualTo("20429");
        assertThat(failure.unsent().carrierCode()).isEqualTo("20429");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(TABLE.rejected(400, "21422", null, true).retryAfter()).isEmpty();
    }

    @Test
    void treatsALostResponseToAMutationAsUnknown() {
        assertThat(TABLE.noResponse(new TimeoutException(), true).failure())
                .isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
        assertThat(TABLE.noResponse(new IOException("Connection was closed"), true).failure())
                .isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
        assertThat(TABLE.noResponse(new TimeoutException(), false).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
        assertThat(TABLE.noResponse(new ConnectException("refused"), true).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
    }
}
