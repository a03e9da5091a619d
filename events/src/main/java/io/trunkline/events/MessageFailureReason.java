package io.trunkline.events;

import java.util.HashMap;
import java.util.Map;

/**
 * Why a message was not delivered: the public reasons (docs/api.md), and the carriers' error codes that have them. A carrier
 * uses one list for messages that it refuses and for messages that it accepted and could not deliver. carrier-gateway reads the
 * table for the first, webhook-router for the second. Events and the API contain the carrier's own code too, because carriers
 * add codes without notice.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Twilio</a>
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/error-codes">Telnyx</a>
 * @see <a href="https://developer.signalwire.com/compatibility-api/guides/general/error-codes">SignalWire</a>
 */
public enum MessageFailureReason {

    /** The recipient opted out (STOP). */
    RECIPIENT_OPTED_OUT,
    /** The recipient's number does not exist. */
    INVALID_RECIPIENT,
    /** The recipient's number cannot receive texts, such as a landline. */
    NOT_SMS_CAPABLE,
    /** The recipient's phone is off or out of reach. */
    RECIPIENT_UNREACHABLE,
    /** Filtered as spam, or blocked by the recipient or a carrier. */
    CARRIER_FILTERED,
    /** Not delivered to this recipient or country from this number. */
    DESTINATION_REFUSED,
    /** The number cannot send. */
    SENDER_REFUSED,
    /** The sender lacks a registration (10DLC campaign, toll-free verification). */
    SENDER_NOT_REGISTERED,
    /** More messages than the sender or its campaign may send. */
    RATE_LIMITED,
    /** The account may not send: trial, suspended. */
    ACCOUNT_RESTRICTED,
    /** Any other reason; also a failure without a code. */
    CARRIER_ERROR;

    private static final Map<String, Map<String, MessageFailureReason>> BY_CARRIER = Map.of(
            "twilio", new Codes()
                    .add(RECIPIENT_OPTED_OUT, 21610)
                    .add(INVALID_RECIPIENT, 21211, 21266, 30005, 63024)
                    .add(NOT_SMS_CAPABLE, 21614, 21635, 30006)
                    .add(RECIPIENT_UNREACHABLE, 30003)
                    .add(CARRIER_FILTERED, 30004, 30007)
                    .add(DESTINATION_REFUSED, 21265, 21268, 21408, 21612)
                    .add(SENDER_REFUSED, 21212, 21601, 21603, 21606, 21613, 21659, 21660, 21661, 30024)
                    .add(SENDER_NOT_REGISTERED, 30032, 30034, 30035)
                    // 21611 and 30001: the sender's queue is full. 30022: the campaign's rate.
                    .add(RATE_LIMITED, 20429, 21611, 30001, 30022)
                    .add(ACCOUNT_RESTRICTED, 21267, 21608, 30002).byCode,
            "telnyx", new Codes()
                    .add(RECIPIENT_OPTED_OUT, 40300)
                    .add(INVALID_RECIPIENT, 40310)
                    .add(NOT_SMS_CAPABLE, 40001)
                    .add(CARRIER_FILTERED, 40002, 40003, 40322)
                    .add(DESTINATION_REFUSED, 40004, 40006, 40008, 40309, 40319)
                    .add(SENDER_REFUSED, 10001, 40100, 40305, 40315)
                    .add(SENDER_NOT_REGISTERED, 40010, 40329)
                    // 40318: the sender's queue is full.
                    .add(RATE_LIMITED, 10011, 40318).byCode,
            "signalwire", new Codes()
                    .add(RECIPIENT_OPTED_OUT, 21610)
                    .add(INVALID_RECIPIENT, 21211)
                    .add(NOT_SMS_CAPABLE, 21614)
                    .add(CARRIER_FILTERED, 30007)
                    .add(SENDER_REFUSED, 21210, 21603)
                    // 21611: the sender's queue is full.
                    .add(RATE_LIMITED, 20429, 21611).byCode);

    /** The reasons of the carrier's codes; empty for a carrier without a list. */
    public static Map<String, MessageFailureReason> codesOf(String carrier) {
        return BY_CARRIER.getOrDefault(carrier, Map.of());
    }

    /**
     * The reason of a failure that the carrier reported.
     *
     * @param code the carrier's; null when it reported none
     */
    public static MessageFailureReason of(String carrier, String code) {
        return code == null ? CARRIER_ERROR : codesOf(carrier).getOrDefault(code, CARRIER_ERROR);
    }

    private static final class Codes {
        private final Map<String, MessageFailureReason> byCode = new HashMap<>();

        Codes add(MessageFailureReason reason, int... codes) {
            for (int code : codes) {
                byCode.put(Integer.toString(code), reason);
            }
            return this;
        }
    }
}
