package io.trunkline.carrier.adapter.signalwire;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_FILTERED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_RECIPIENT;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_SMS_CAPABLE;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static io.trunkline.carrier.spi.CarrierFailure.RECIPIENT_OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.RELEASE_TOO_EARLY;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;

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
            .map(RECIPIENT_OPTED_OUT, 21610)
            .map(INVALID_RECIPIENT, 21211)
            .map(NOT_SMS_CAPABLE, 21614)
            .map(CARRIER_FILTERED, 30007)
            .map(SENDER_REFUSED, 21210, 21603)
            .map(NOT_FOUND, 20404)
            .map(RELEASE_TOO_EARLY, 22121)
            // 21611: the sender's queue is full; the message was not accepted.
            .map(RATE_LIMITED, 20429, 21611)
            .map(CARRIER_UNAVAILABLE, 20504);
    /**
     * SignalWire documents no code for a number that was sold. Purchases differ only in the number, so a purchase that does not
     * validate, or is refused with an unlisted code, is refused because of the number.
     */
    static final ErrorTable PURCHASES = TABLE.withDefault(NUMBER_UNAVAILABLE).map(NUMBER_UNAVAILABLE, 20422);

    private SignalWireErrors() {
    }
}
