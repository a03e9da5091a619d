package io.trunkline.webhook.twilio;

import java.util.Map;

/**
 * Maps Twilio's error codes of messages that it accepted and did not deliver to our failure codes. They are those that
 * carrier-gateway uses for messages that a carrier rejected.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/debugging-tools#error-codes">Twilio: message errors</a>
 */
final class TwilioMessageErrors {

    private static final String OTHER = "CARRIER_ERROR";
    private static final Map<String, String> FAILURE_CODES = Map.ofEntries(
            Map.entry("21610", "RECIPIENT_OPTED_OUT"),
            Map.entry("30001", "RATE_LIMITED"),
            Map.entry("30002", "ACCOUNT_RESTRICTED"),
            Map.entry("30003", "RECIPIENT_UNREACHABLE"),
            // Blocked by or for the recipient, or on a block list of the carrier.
            Map.entry("30004", "CARRIER_FILTERED"),
            Map.entry("30005", "INVALID_RECIPIENT"),
            Map.entry("30006", "NOT_SMS_CAPABLE"),
            Map.entry("30007", "CARRIER_FILTERED"),
            Map.entry("30024", "SENDER_REFUSED"),
            Map.entry("30032", "SENDER_NOT_REGISTERED"),
            Map.entry("30034", "SENDER_NOT_REGISTERED"),
            Map.entry("30035", "SENDER_NOT_REGISTERED"));

    private TwilioMessageErrors() {
    }

    /**
     * @param code Twilio's, or null when the message did not fail
     * @return null for null
     */
    static String failureCode(String code) {
        return code == null ? null : FAILURE_CODES.getOrDefault(code, OTHER);
    }
}
