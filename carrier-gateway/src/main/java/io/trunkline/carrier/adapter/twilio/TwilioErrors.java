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
 * Twilio's error codes.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Error dictionary</a>
 */
final class TwilioErrors {

    static final ErrorTable TABLE = new ErrorTable("twilio")
            .mapAccountWide(CARRIER_AUTH, 20003)
            .map(CARRIER_AUTH, 20006, 20008)
            // Twilio suspends an account without funds and has no separate code for it.
            .mapAccountWide(ACCOUNT_RESTRICTED, 20005, 30002)
            .map(ACCOUNT_RESTRICTED, 21404, 21405, 21608, 22300)
            .map(INVALID_REQUEST, 20001, 20004, 21401, 21402, 21420, 21421, 21451, 21458, 21473, 21474, 21502)
            .map(INVALID_REQUEST, 21602, 21604, 21609, 21617, 21619, 21620, 21623)
            .map(INVALID_REQUEST, 21701, 21703, 21704, 21710, 21712, 21714)
            .map(NUMBER_UNAVAILABLE, 21422, 80601)
            .map(NO_INVENTORY, 21452)
            .map(ADDRESS_REQUIRED, 21615, 21628, 21629, 21631)
            .map(REGULATORY_REQUIRED, 21649, 21650, 21651)
            .map(RECIPIENT_OPTED_OUT, 21610)
            .map(INVALID_RECIPIENT, 21211, 30005)
            .map(NOT_SMS_CAPABLE, 21614, 30006)
            .map(CARRIER_FILTERED, 30004, 30007)
            .map(DESTINATION_REFUSED, 21408, 21612)
            .map(SENDER_REFUSED, 21601, 21603, 21606, 21613, 30024)
            .map(SENDER_NOT_REGISTERED, 30032, 30034, 30035)
            .map(NOT_FOUND, 20404)
            // 21611: the sender's queue is full; the message was not accepted.
            .map(RATE_LIMITED, 20429, 21611)
            .map(CARRIER_UNAVAILABLE, 20409, 20500, 20503);
    /** A purchase names its number, so "no number found" is about that number. */
    static final ErrorTable PURCHASES = TABLE.withDefault(INVALID_REQUEST).map(NUMBER_UNAVAILABLE, 21452);

    private TwilioErrors() {
    }
}
