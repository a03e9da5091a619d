package io.trunkline.carrier.adapter.telnyx;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_FILTERED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.DESTINATION_REFUSED;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_RECIPIENT;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_SMS_CAPABLE;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static io.trunkline.carrier.spi.CarrierFailure.RECIPIENT_OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_NOT_REGISTERED;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;

import io.trunkline.carrier.adapter.http.ErrorTable;

/**
 * Telnyx' error codes.
 *
 * @see <a href="https://developers.telnyx.com/development/api-fundamentals/api-errors">API errors</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/error-codes">Messaging errors</a>
 */
final class TelnyxErrors {

    static final ErrorTable TABLE = new ErrorTable("telnyx")
            .mapAccountWide(CARRIER_AUTH, 10009, 20002, 20006)
            .map(CARRIER_AUTH, 10010)
            .mapAccountWide(ACCOUNT_RESTRICTED, 20012, 20013)
            .map(ACCOUNT_RESTRICTED, 20014, 20015, 20016, 20017)
            .map(INSUFFICIENT_FUNDS, 20100)
            .map(INVALID_REQUEST, 10002, 10003, 10004, 10006, 10014, 10015, 10016, 10017, 10027, 10032, 10033)
            .map(RECIPIENT_OPTED_OUT, 40300)
            .map(INVALID_RECIPIENT, 40310)
            .map(NOT_SMS_CAPABLE, 40001)
            .map(CARRIER_FILTERED, 40002, 40003, 40322)
            .map(DESTINATION_REFUSED, 40004, 40006, 40008, 40309, 40319)
            .map(SENDER_REFUSED, 10001, 40100, 40305, 40315)
            .map(SENDER_NOT_REGISTERED, 40010, 40329)
            .map(NOT_FOUND, 10005)
            // 40318: the sender's queue is full; the message was not accepted.
            .map(RATE_LIMITED, 10011, 40318)
            .map(CARRIER_UNAVAILABLE, 10007, 10008, 10019, 10036);
    /**
     * Telnyx does not document the code of a number that was sold. Purchases differ only in the number, so an invalid request
     * is invalid because of the number.
     */
    static final ErrorTable PURCHASES = TABLE.withDefault(NUMBER_UNAVAILABLE)
            .map(NUMBER_UNAVAILABLE, 10001, 10012, 10015, 10027);

    private TelnyxErrors() {
    }
}
