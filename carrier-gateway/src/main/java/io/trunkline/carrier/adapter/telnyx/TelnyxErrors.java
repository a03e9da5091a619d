package io.trunkline.carrier.adapter.telnyx;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;

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
            .map(NOT_FOUND, 10005)
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
