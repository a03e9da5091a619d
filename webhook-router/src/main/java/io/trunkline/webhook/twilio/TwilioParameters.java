package io.trunkline.webhook.twilio;

/**
 * Reads the parameters that every messaging webhook of Twilio must have. It is strict, because the signed text has no
 * separators between names and values.
 */
final class TwilioParameters {

    /** The carrier's name in inventory-service and carrier-gateway. */
    static final String CARRIER = "twilio";

    private static final int SID_LENGTH = 34;

    private TwilioParameters() {
    }

    /** @throws MalformedFormException when it is missing, repeated, or contains U+0000 */
    static String required(FormParameters form, String name) {
        String value = form.value(name);
        if (value == null || value.indexOf('\0') >= 0) {
            throw new MalformedFormException(name + " is missing, repeated or not text");
        }
        return value;
    }

    /**
     * A text, without the character U+0000, which PostgreSQL cannot store.
     *
     * @throws MalformedFormException when it is missing or repeated
     */
    static String requiredText(FormParameters form, String name) {
        String value = form.value(name);
        if (value == null) {
            throw new MalformedFormException(name + " is missing or repeated");
        }
        return value.replace("\0", "");
    }

    /** {@code SM} or {@code MM} and 32 hexadecimal digits. */
    static String messageSid(FormParameters form) {
        String sid = required(form, "MessageSid");
        if (sid.length() != SID_LENGTH || !sid.startsWith("SM") && !sid.startsWith("MM")) {
            throw new MalformedFormException("MessageSid is not a SID");
        }
        for (int i = 2; i < SID_LENGTH; i++) {
            if (Character.digit(sid.charAt(i), 16) < 0 || sid.charAt(i) > 'f') {
                throw new MalformedFormException("MessageSid is not a SID");
            }
        }
        return sid;
    }

    static void requirePlainNames(FormParameters form) {
        if (!form.hasPlainNames()) {
            throw new MalformedFormException("A parameter has an invalid name");
        }
    }
}
