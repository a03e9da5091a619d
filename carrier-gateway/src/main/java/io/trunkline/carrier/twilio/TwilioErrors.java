package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.spi.CarrierFailure.ACCOUNT_RESTRICTED;
import static io.trunkline.carrier.spi.CarrierFailure.ADDRESS_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.DESTINATION_REFUSED;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NO_INVENTORY;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static io.trunkline.carrier.spi.CarrierFailure.REGULATORY_REQUIRED;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.smallrye.mutiny.TimeoutException;
import io.trunkline.carrier.http.Reached;
import io.trunkline.carrier.http.RetryAfter;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Twilio's error codes in our words. Message texts vary and are never looked at.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Error dictionary</a>
 */
final class TwilioErrors {

    private static final Map<Integer, CarrierFailure> BY_CODE = new HashMap<>();

    static {
        mean(CARRIER_AUTH, 20003, 20006, 20008);
        // An account without money is suspended: Twilio has no code of its own for that.
        mean(ACCOUNT_RESTRICTED, 20005, 21404, 21405, 21608, 22300, 30002);
        mean(INVALID_REQUEST, 20001, 20004, 21401, 21402, 21420, 21421, 21451, 21458, 21473, 21474, 21502);
        mean(INVALID_REQUEST, 21602, 21604, 21609, 21617, 21619, 21620, 21623, 21701, 21703, 21704, 21710, 21712, 21714);
        mean(NUMBER_UNAVAILABLE, 21422, 80601);
        mean(NO_INVENTORY, 21452);
        mean(ADDRESS_REQUIRED, 21615, 21628, 21629, 21631);
        mean(REGULATORY_REQUIRED, 21649, 21650, 21651);
        mean(OPTED_OUT, 21610);
        mean(DESTINATION_REFUSED, 21211, 21408, 21612, 21614);
        mean(SENDER_REFUSED, 21601, 21603, 21606, 21613);
        mean(NOT_FOUND, 20404);
        // 21611: the sender's queue is full, so the message was not taken.
        mean(RATE_LIMITED, 20429, 21611);
        mean(CARRIER_UNAVAILABLE, 20409, 20500, 20503);
    }

    private TwilioErrors() {
    }

    /** An answer that is no success. */
    static CarrierException refused(int status, Integer code, String retryAfter, boolean changes) {
        return new CarrierException(meaning(status, code, changes),
                "twilio answered HTTP " + status + (code == null ? "" : ", error " + code),
                RetryAfter.parse(retryAfter, Instant.now()).orElse(null));
    }

    /** No answer, or not a whole one. */
    static CarrierException unanswered(Throwable failure, boolean changes) {
        if (!Reached.perhaps(failure)) {
            return new CarrierException(CARRIER_UNAVAILABLE, "twilio was not reached");
        }
        return new CarrierException(changes ? OUTCOME_UNKNOWN : CARRIER_UNAVAILABLE,
                failure instanceof TimeoutException ? "twilio did not answer in time" : "twilio's answer was lost");
    }

    /** A success by its status, but not what was to be answered. */
    static CarrierException unreadable(boolean changed) {
        return new CarrierException(changed ? OUTCOME_UNKNOWN : PROTOCOL_ERROR, "twilio's answer cannot be understood");
    }

    /**
     * What an answer that is no success means.
     *
     * @param code of the error body; null when it has none that can be read
     * @param changes whether the request was to change something: then only a clear refusal says that nothing was done
     */
    static CarrierFailure meaning(int status, Integer code, boolean changes) {
        // The one status that promises that the request was not processed.
        if (status == 429) {
            return RATE_LIMITED;
        }
        CarrierFailure failure = code == null ? withoutCode(status) : BY_CODE.getOrDefault(code, ofStatus(status));
        if (changes && (status >= 500 || failure == CARRIER_UNAVAILABLE || failure == PROTOCOL_ERROR)) {
            return OUTCOME_UNKNOWN;
        }
        return failure;
    }

    /** Twilio always says a code: without one, somebody else is answering. */
    private static CarrierFailure withoutCode(int status) {
        return status >= 500 ? CARRIER_UNAVAILABLE : PROTOCOL_ERROR;
    }

    private static CarrierFailure ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> CARRIER_AUTH;
            case 402 -> INSUFFICIENT_FUNDS;
            case 404, 410 -> NOT_FOUND;
            case 408, 409 -> CARRIER_UNAVAILABLE;
            default -> {
                if (status >= 500) {
                    yield CARRIER_UNAVAILABLE;
                }
                yield status >= 400 ? INVALID_REQUEST : PROTOCOL_ERROR;
            }
        };
    }

    private static void mean(CarrierFailure failure, int... codes) {
        for (int code : codes) {
            BY_CODE.put(code, failure);
        }
    }
}
