package io.trunkline.carrier.adapter.signalwire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.spi.CarrierFailure;

class SignalWireErrorsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
            "4001, INSUFFICIENT_FUNDS", "10000, ACCOUNT_RESTRICTED", "10001, ACCOUNT_RESTRICTED", "20003, CARRIER_AUTH",
            "20404, NOT_FOUND", "20422, INVALID_REQUEST", "20429, RATE_LIMITED", "21209, INVALID_REQUEST",
            "21210, SENDER_REFUSED", "21211, INVALID_RECIPIENT", "21218, INVALID_REQUEST", "21401, INVALID_REQUEST",
            "21402, INVALID_REQUEST", "21420, INVALID_REQUEST", "21421, INVALID_REQUEST", "21451, INVALID_REQUEST",
            "21456, INVALID_REQUEST", "21602, INVALID_REQUEST", "21603, SENDER_REFUSED", "21604, INVALID_REQUEST",
            "21610, RECIPIENT_OPTED_OUT", "21611, RATE_LIMITED", "21614, NOT_SMS_CAPABLE", "21617, INVALID_REQUEST",
            "21620, INVALID_REQUEST", "21623, INVALID_REQUEST", "21624, INVALID_REQUEST", "21701, INVALID_REQUEST",
            "22121, RELEASE_TOO_EARLY", "30002, INSUFFICIENT_FUNDS", "30007, CARRIER_FILTERED", "54453, INVALID_REQUEST",
            "54454, INVALID_REQUEST", "90000, INVALID_REQUEST" })
    void mapsErrorCodes(String code, CarrierFailure failure) {
        assertThat(SignalWireErrors.TABLE.failureFor(422, code, false)).isEqualTo(failure);
        assertThat(SignalWireErrors.TABLE.failureFor(422, code, true)).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = { "20504" })
    void mapsUnavailabilityOfAMutationToAnUnknownOutcome(String code) {
        assertThat(SignalWireErrors.TABLE.failureFor(503, code, false)).isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
        assertThat(SignalWireErrors.TABLE.failureFor(503, code, true)).isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "20422", "99999" })
    void mapsInvalidPurchasesToAnUnavailableNumber(String code) {
        assertThat(SignalWireErrors.PURCHASES.failureFor(422, code, true)).isEqualTo(CarrierFailure.NUMBER_UNAVAILABLE);
    }
}
