package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.spi.CarrierFailure;

class TelnyxErrorsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
            "10001, SENDER_REFUSED", "10002, INVALID_REQUEST", "10003, INVALID_REQUEST", "10004, INVALID_REQUEST",
            "10005, NOT_FOUND", "10006, INVALID_REQUEST", "10009, CARRIER_AUTH", "10010, CARRIER_AUTH",
            "10011, RATE_LIMITED", "10014, INVALID_REQUEST", "10015, INVALID_REQUEST", "10016, INVALID_REQUEST",
            "10017, INVALID_REQUEST", "10027, INVALID_REQUEST", "10032, INVALID_REQUEST", "10033, INVALID_REQUEST",
            "20002, CARRIER_AUTH", "20006, CARRIER_AUTH", "20012, ACCOUNT_RESTRICTED", "20013, ACCOUNT_RESTRICTED",
            "20014, ACCOUNT_RESTRICTED", "20015, ACCOUNT_RESTRICTED", "20016, ACCOUNT_RESTRICTED",
            "20017, ACCOUNT_RESTRICTED", "20100, INSUFFICIENT_FUNDS", "40001, NOT_SMS_CAPABLE",
            "40002, CARRIER_FILTERED", "40003, CARRIER_FILTERED", "40004, DESTINATION_REFUSED",
            "40006, DESTINATION_REFUSED", "40008, DESTINATION_REFUSED", "40010, SENDER_NOT_REGISTERED",
            "40100, SENDER_REFUSED", "40300, RECIPIENT_OPTED_OUT", "40305, SENDER_REFUSED", "40309, DESTINATION_REFUSED",
            "40310, INVALID_RECIPIENT", "40315, SENDER_REFUSED", "40318, RATE_LIMITED", "40319, DESTINATION_REFUSED",
            "40322, CARRIER_FILTERED", "40329, SENDER_NOT_REGISTERED" })
    void mapsErrorCodes(String code, CarrierFailure failure) {
        assertThat(TelnyxErrors.TABLE.failureFor(422, code, false)).isEqualTo(failure);
        assertThat(TelnyxErrors.TABLE.failureFor(422, code, true)).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = { "10007", "10008", "10019", "10036" })
    void mapsUnavailabilityOfAMutationToAnUnknownOutcome(String code) {
        assertThat(TelnyxErrors.TABLE.failureFor(503, code, false)).isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
        assertThat(TelnyxErrors.TABLE.failureFor(503, code, true)).isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "10001", "10012", "10015", "10027", "99999" })
    void mapsInvalidPurchasesToAnUnavailableNumber(String code) {
        assertThat(TelnyxErrors.PURCHASES.failureFor(422, code, true)).isEqualTo(CarrierFailure.NUMBER_UNAVAILABLE);
    }
}
