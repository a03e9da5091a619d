package io.trunkline.carrier.adapter.twilio;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.ADDRESS_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NO_INVENTORY;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.REGULATORY_REQUIRED;

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
            .map(ACCOUNT_RESTRICTED, 21404, 21405, 22300)
            .map(INVALID_REQUEST, 20001, 20004, 21401, 21402, 21420, 21421, 21451, 21458, 21473, 21474, 21502)
            .map(INVALID_REQUEST, 21602, 21604, 21609, 21617, 21619, 21620, 21623)
            .map(INVALID_REQUEST, 21701, 21703, 21704, 21710, 21712, 21714)
            .map(NUMBER_UNAVAILABLE, 21422, 80601)
            .map(NO_INVENTORY, 21452)
            .map(ADDRESS_REQUIRED, 21615, 21628, 21629, 21631)
            .map(REGULATORY_REQUIRED, 21649, 21650, 21651)
            .map(NOT_FOUND, 20404)
            .map(CARRIER_UNAVAILABLE, 20409, 20500, 20503);
    /** A purchase names its number, so "no number found" is about that number. */
    static final ErrorTable PURCHASES = TABLE.withDefault(INVALID_REQUEST).map(NUMBER_UNAVAILABLE, 21452);

    private TwilioErrors() {
    }
}
