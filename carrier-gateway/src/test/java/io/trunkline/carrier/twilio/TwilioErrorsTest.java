package io.trunkline.carrier.twilio;

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

class TwilioErrorsTest {

    @ParameterizedTest(name = "{0} with HTTP {1} is {2}")
    @CsvSource({
            "20001, 400, INVALID_REQUEST", "20003, 401, CARRIER_AUTH", "20004, 405, INVALID_REQUEST",
            "20005, 401, ACCOUNT_RESTRICTED", "20005, 403, ACCOUNT_RESTRICTED", "20006, 403, CARRIER_AUTH",
            "20008, 403, CARRIER_AUTH", "20404, 404, NOT_FOUND", "20429, 429, RATE_LIMITED",
            "21211, 400, DESTINATION_REFUSED", "21401, 400, INVALID_REQUEST", "21402, 400, INVALID_REQUEST",
            "21404, 400, ACCOUNT_RESTRICTED", "21405, 400, ACCOUNT_RESTRICTED", "21408, 403, DESTINATION_REFUSED",
            "21420, 400, INVALID_REQUEST", "21421, 400, INVALID_REQUEST", "21422, 400, NUMBER_UNAVAILABLE",
            "21451, 400, INVALID_REQUEST", "21452, 400, NO_INVENTORY", "21458, 400, INVALID_REQUEST",
            "21473, 400, INVALID_REQUEST", "21474, 400, INVALID_REQUEST", "21502, 400, INVALID_REQUEST",
            "21601, 400, SENDER_REFUSED", "21602, 400, INVALID_REQUEST", "21603, 400, SENDER_REFUSED",
            "21604, 400, INVALID_REQUEST", "21606, 400, SENDER_REFUSED", "21608, 400, ACCOUNT_RESTRICTED",
            "21609, 400, INVALID_REQUEST", "21610, 400, OPTED_OUT", "21611, 400, RATE_LIMITED",
            "21612, 400, DESTINATION_REFUSED", "21613, 400, SENDER_REFUSED", "21614, 400, DESTINATION_REFUSED",
            "21615, 400, ADDRESS_REQUIRED", "21617, 400, INVALID_REQUEST", "21619, 400, INVALID_REQUEST",
            "21620, 400, INVALID_REQUEST", "21623, 400, INVALID_REQUEST", "21628, 400, ADDRESS_REQUIRED",
            "21629, 400, ADDRESS_REQUIRED", "21631, 400, ADDRESS_REQUIRED", "21649, 400, REGULATORY_REQUIRED",
            "21650, 400, REGULATORY_REQUIRED", "21651, 400, REGULATORY_REQUIRED", "21701, 400, INVALID_REQUEST",
            "21703, 400, INVALID_REQUEST", "21704, 400, INVALID_REQUEST", "21710, 409, INVALID_REQUEST",
            "21712, 400, INVALID_REQUEST", "21714, 400, INVALID_REQUEST", "22300, 403, ACCOUNT_RESTRICTED",
            "30002, 400, ACCOUNT_RESTRICTED", "80601, 400, NUMBER_UNAVAILABLE" })
    void knowsTwiliosCodesWhateverWasAsked(int code, int status, CarrierFailure meaning) {
        assertThat(TwilioErrors.meaning(status, code, true)).isEqualTo(meaning);
        assertThat(TwilioErrors.meaning(status, code, false)).isEqualTo(meaning);
    }

    @ParameterizedTest(name = "HTTP {0} with code {1}: a question {2}, a purchase {3}")
    @CsvSource(nullValues = "-", value = {
            // Clear only when nothing was to change.
            "409, 20409, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "500, 20500, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "503, 20503, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "500, 21422, NUMBER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "502, -, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN", "504, -, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            "408, 99999, CARRIER_UNAVAILABLE, OUTCOME_UNKNOWN",
            // Not Twilio's words: a proxy, a captive portal.
            "404, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN", "403, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN",
            "302, -, PROTOCOL_ERROR, OUTCOME_UNKNOWN",
            // The one promise that holds without a code.
            "429, -, RATE_LIMITED, RATE_LIMITED", "429, 20500, RATE_LIMITED, RATE_LIMITED",
            // Codes that came after this table.
            "400, 99999, INVALID_REQUEST, INVALID_REQUEST", "401, 99999, CARRIER_AUTH, CARRIER_AUTH",
            "402, 99999, INSUFFICIENT_FUNDS, INSUFFICIENT_FUNDS", "403, 99999, CARRIER_AUTH, CARRIER_AUTH",
            "404, 99999, NOT_FOUND, NOT_FOUND", "422, 99999, INVALID_REQUEST, INVALID_REQUEST",
            "302, 99999, PROTOCOL_ERROR, OUTCOME_UNKNOWN" })
    void onlyAClearRefusalSaysThatNothingWasDone(int status, Integer code, CarrierFailure asked, CarrierFailure told) {
        assertThat(TwilioErrors.meaning(status, code, false)).isEqualTo(asked);
        assertThat(TwilioErrors.meaning(status, code, true)).isEqualTo(told);
    }

    @Test
    void tellsCodeAndStatusAndHowLongToWait() {
        CarrierException failure = TwilioErrors.refused(429, 20429, "3", true);

        assertThat(failure).hasMessage("twilio answered HTTP 429, error 20429");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(TwilioErrors.refused(400, 21422, null, true).retryAfter()).isEmpty();
    }

    @Test
    void aLostAnswerLeavesAChangeInDoubt() {
        assertThat(TwilioErrors.unanswered(new TimeoutException(), true).failure())
                .isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
        assertThat(TwilioErrors.unanswered(new IOException("Connection was closed"), true).failure())
                .isEqualTo(CarrierFailure.OUTCOME_UNKNOWN);
        assertThat(TwilioErrors.unanswered(new TimeoutException(), false).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
        assertThat(TwilioErrors.unanswered(new ConnectException("refused"), true).failure())
                .isEqualTo(CarrierFailure.CARRIER_UNAVAILABLE);
    }
}
