package io.trunkline.carrier.adapter.signalwire;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RELEASE_TOO_EARLY;

import io.trunkline.carrier.adapter.http.ErrorTable;

/**
 * SignalWire's error codes.
 *
 * @see <a href="https://developer.signalwire.com/compatibility-api/guides/general/error-codes">Error codes</a>
 */
final class SignalWireErrors {

    static final ErrorTable TABLE = new ErrorTable("signalwire")
            .mapAccountWide(CARRIER_AUTH, 20003)
            .map(ACCOUNT_RESTRICTED, 10000, 10001)
            .map(INSUFFICIENT_FUNDS, 4001, 30002)
            .map(INVALID_REQUEST, 20422, 21209, 21218, 21401, 21402, 21420, 21421, 21451, 21456, 54453, 54454, 90000)
            .map(INVALID_REQUEST, 21602, 21604, 21617, 21620, 21623, 21624, 21701)
            .map(NOT_FOUND, 20404)
            .map(RELEASE_TOO_EARLY, 22121)
            .map(CARRIER_UNAVAILABLE, 20504);
    /**
     * SignalWire documents no code for a number that was sold. Purchases differ only in the number, so a purchase that does not
     * validate, or is refused with an unlisted code, is refused because of the number.
     */
    static final ErrorTable PURCHASES = TABLE.withDefault(NUMBER_UNAVAILABLE).map(NUMBER_UNAVAILABLE, 20422);

    private SignalWireErrors() {
    }
}
