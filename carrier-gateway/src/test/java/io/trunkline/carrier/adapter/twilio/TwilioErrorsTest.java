package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.trunkline.carrier.spi.CarrierFailure;

class TwilioErrorsTest {

    @ParameterizedTest(name = "{0} with HTTP {1} is {2}")
    @CsvSource({
            "20001, 400, INVALID_REQUEST", "20003, 401, CARRIER_AUTH", "20004, 405, INVALID_REQUEST",
            "20005, 401, ACCOUNT_RESTRICTED", "20005, 403, ACCOUNT_RESTRICTED", "20006, 403, CARRIER_AUTH",
            "20008, 403, CARRIER_AUTH", "20404, 404, NOT_FOUND", "20429, 429, RATE_LIMITED",
            "21211, 400, INVALID_RECIPIENT", "21401, 400, INVALID_REQUEST", "21402, 400, INVALID_REQUEST",
            "21404, 400, ACCOUNT_RESTRICTED", "21405, 400, ACCOUNT_RESTRICTED", "21408, 403, DESTINATION_REFUSED",
            "21420, 400, INVALID_REQUEST", "21421, 400, INVALID_REQUEST", "21422, 400, NUMBER_UNAVAILABLE",
            "21451, 400, INVALID_REQUEST", "21452, 400, NO_INVENTORY", "21458, 400, INVALID_REQUEST",
            "21473, 400, INVALID_REQUEST", "21474, 400, INVALID_REQUEST", "21502, 400, INVALID_REQUEST",
            "21601, 400, SENDER_REFUSED", "21602, 400, INVALID_REQUEST", "21603, 400, SENDER_REFUSED",
            "21604, 400, INVALID_REQUEST", "21606, 400, SENDER_REFUSED", "21608, 400, ACCOUNT_RESTRICTED",
            "21609, 400, INVALID_REQUEST", "21610, 400, RECIPIENT_OPTED_OUT", "21611, 400, RATE_LIMITED",
            "21612, 400, DESTINATION_REFUSED", "21613, 400, SENDER_REFUSED", "21614, 400, NOT_SMS_CAPABLE",
            "21615, 400, ADDRESS_REQUIRED", "21617, 400, INVALID_REQUEST", "21619, 400, INVALID_REQUEST",
            "21620, 400, INVALID_REQUEST", "21623, 400, INVALID_REQUEST", "21628, 400, ADDRESS_REQUIRED",
            "21629, 400, ADDRESS_REQUIRED", "21631, 400, ADDRESS_REQUIRED", "21649, 400, REGULATORY_REQUIRED",
            "21650, 400, REGULATORY_REQUIRED", "21651, 400, REGULATORY_REQUIRED", "21701, 400, INVALID_REQUEST",
            "21703, 400, INVALID_REQUEST", "21704, 400, INVALID_REQUEST", "21710, 409, INVALID_REQUEST",
            "21712, 400, INVALID_REQUEST", "21714, 400, INVALID_REQUEST", "22300, 403, ACCOUNT_RESTRICTED",
            "30002, 400, ACCOUNT_RESTRICTED", "80601, 400, NUMBER_UNAVAILABLE" })
    void mapsTwilioErrorCodes(String code, int status, CarrierFailure meaning) {
        assertThat(TwilioErrors.TABLE.failureFor(status, code, true)).isEqualTo(meaning);
        assertThat(TwilioErrors.TABLE.failureFor(status, code, false)).isEqualTo(meaning);
    }
}
