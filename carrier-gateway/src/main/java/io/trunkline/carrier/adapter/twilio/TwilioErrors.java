package io.trunkline.carrier.adapter.twilio;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.ADDRESS_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_FILTERED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.DESTINATION_REFUSED;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_RECIPIENT;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_SMS_CAPABLE;
import static io.trunkline.carrier.spi.CarrierFailure.NO_INVENTORY;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static io.trunkline.carrier.spi.CarrierFailure.RECIPIENT_OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.REGULATORY_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_NOT_REGISTERED;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;

import io.trunkline.carrier.adapter.http.ErrorTable;

/**
 * Twilio's error codes in our words.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Error dictionary</a>
 */
final class TwilioErrors {

    static final ErrorTable TABLE = new ErrorTable("twilio")
            .meanOfAccount(CARRIER_AUTH, 20003)
            .mean(CARRIER_AUTH, 20006, 20008)
            // An account without money is suspended: Twilio has no code of its own for that.
            .meanOfAccount(ACCOUNT_RESTRICTED, 20005, 30002)
            .mean(ACCOUNT_RESTRICTED, 21404, 21405, 21608, 22300)
            .mean(INVALID_REQUEST, 20001, 20004, 21401, 21402, 21420, 21421, 21451, 21458, 21473, 21474, 21502)
            .mean(INVALID_REQUEST, 21602, 21604, 21609, 21617, 21619, 21620, 21623)
            .mean(INVALID_REQUEST, 21701, 21703, 21704, 21710, 21712, 21714)
            .mean(NUMBER_UNAVAILABLE, 21422, 80601)
            .mean(NO_INVENTORY, 21452)
            .mean(ADDRESS_REQUIRED, 21615, 21628, 21629, 21631)
            .mean(REGULATORY_REQUIRED, 21649, 21650, 21651)
            .mean(RECIPIENT_OPTED_OUT, 21610)
            .mean(INVALID_RECIPIENT, 21211, 30005)
            .mean(NOT_SMS_CAPABLE, 21614, 30006)
            .mean(CARRIER_FILTERED, 30004, 30007)
            .mean(DESTINATION_REFUSED, 21408, 21612)
            .mean(SENDER_REFUSED, 21601, 21603, 21606, 21613, 30024)
            .mean(SENDER_NOT_REGISTERED, 30032, 30034, 30035)
            .mean(NOT_FOUND, 20404)
            // 21611: the sender's queue is full, so the message was not taken.
            .mean(RATE_LIMITED, 20429, 21611)
            .mean(CARRIER_UNAVAILABLE, 20409, 20500, 20503);

    private TwilioErrors() {
    }
}
