package io.trunkline.webhook.twilio;

/**
 * What became of a message of ours, as far as Twilio knows now. Reports overtake each other.
 *
 * @param from our number
 * @param status Twilio's word, of lower-case letters and underscores
 * @param errorCode null unless it failed
 * @see <a href="https://www.twilio.com/docs/messaging/guides/track-outbound-message-status">Twilio: message status</a>
 */
record DeliveryReport(String messageSid, Address from, String status, String errorCode) {

    /** @throws MalformedFormException when it is none */
    static DeliveryReport of(Form form) {
        TwilioForms.requirePlainNames(form);
        String messageSid = TwilioForms.messageSid(form);
        Address from = Address.of(TwilioForms.required(form, "From"));
        TwilioForms.required(form, "To");
        return new DeliveryReport(messageSid, from, word(TwilioForms.required(form, "MessageStatus")), errorCode(form));
    }

    private static String word(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_')) {
            throw new MalformedFormException("MessageStatus is no word");
        }
        return text;
    }

    private static String errorCode(Form form) {
        String code = form.text("ErrorCode");
        if (code == null || code.isEmpty()) {
            return null;
        }
        if (code.length() > 6 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedFormException("ErrorCode is no number");
        }
        return code;
    }
}
