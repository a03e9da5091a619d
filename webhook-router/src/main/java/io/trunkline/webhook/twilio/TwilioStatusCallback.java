package io.trunkline.webhook.twilio;

/**
 * Twilio's status callback for an outbound message. Callbacks arrive out of order.
 *
 * @param from our number
 * @param status Twilio's status, lower-case letters and underscores
 * @param errorCode null unless the message failed
 * @see <a href="https://www.twilio.com/docs/messaging/guides/track-outbound-message-status">Twilio: message status</a>
 */
record TwilioStatusCallback(String messageSid, TwilioAddress from, String status, String errorCode) {

    /** @throws MalformedFormException when a parameter is missing or invalid */
    static TwilioStatusCallback of(FormParameters form) {
        TwilioParameters.requirePlainNames(form);
        String messageSid = TwilioParameters.messageSid(form);
        TwilioAddress from = TwilioAddress.parse(TwilioParameters.required(form, "From"));
        TwilioParameters.required(form, "To");
        return new TwilioStatusCallback(messageSid, from, parseStatus(TwilioParameters.required(form, "MessageStatus")),
                errorCode(form));
    }

    private static String parseStatus(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_')) {
            throw new MalformedFormException("MessageStatus is not a status");
        }
        return text;
    }

    private static String errorCode(FormParameters form) {
        String code = form.value("ErrorCode");
        if (code == null || code.isEmpty()) {
            return null;
        }
        if (code.length() > 6 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedFormException("ErrorCode is not a number");
        }
        return code;
    }
}
