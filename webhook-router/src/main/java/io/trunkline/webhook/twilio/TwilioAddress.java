package io.trunkline.webhook.twilio;

import java.util.regex.Pattern;

import io.trunkline.webhook.conversation.Channel;

/**
 * A sender or recipient in Twilio's format: {@code +14155550142}, {@code whatsapp:+14155550142}, a short code, or, for a
 * sender, an alphanumeric sender id.
 *
 * @param number without the channel prefix
 */
record TwilioAddress(Channel channel, String number) {

    private static final String WHATSAPP = "whatsapp:";
    private static final int MAX_E164_DIGITS = 15;
    private static final int MIN_E164_DIGITS = 7;
    private static final int MAX_SHORT_CODE = 8;
    private static final int MIN_SHORT_CODE = 3;

    /** An alphanumeric sender id (GSM 03.38), which cannot receive replies. Banks send codes with it, for example. */
    private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 &+._'!*/-]{1,11}");

    /** Null when it is neither an E.164 number nor a short code nor an alphanumeric sender id. */
    static TwilioAddress parseSender(String text) {
        return SENDER_ID.matcher(text).matches() ? new TwilioAddress(Channel.SMS, text) : parseOrNull(text);
    }

    /** One of our numbers; null when it is not an E.164 number. */
    static TwilioAddress parseNumber(String text) {
        TwilioAddress address = parseOrNull(text);
        return address != null && isE164(address.number()) ? address : null;
    }

    private static TwilioAddress parseOrNull(String text) {
        boolean whatsapp = text.startsWith(WHATSAPP);
        String number = whatsapp ? text.substring(WHATSAPP.length()) : text;
        if (!isE164(number) && (whatsapp || !isShortCode(number))) {
            return null;
        }
        return new TwilioAddress(whatsapp ? Channel.WHATSAPP : Channel.SMS, number);
    }

    /** The part after the channel prefix, without validation. */
    static String withoutChannel(String text) {
        return text.startsWith(WHATSAPP) ? text.substring(WHATSAPP.length()) : text;
    }

    private static boolean isE164(String text) {
        return text.length() > MIN_E164_DIGITS && text.length() <= MAX_E164_DIGITS + 1 && text.charAt(0) == '+'
                && text.charAt(1) != '0' && isDigits(text, 1);
    }

    private static boolean isShortCode(String text) {
        return text.length() >= MIN_SHORT_CODE && text.length() <= MAX_SHORT_CODE && isDigits(text, 0);
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
