package io.trunkline.webhook.twilio;

import java.util.regex.Pattern;

import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * Twilio's status callback for an outbound message. Callbacks arrive out of order. Only the message and its status are
 * required:
 * the other parameters vary by channel and event.
 *
 * @param from our number; null when the sender is not a number, such as a messaging service
 * @param status Twilio's status, lower-case letters and underscores
 * @param errorCode Twilio's error code; null when there is none
 * @see <a href="https://www.twilio.com/docs/messaging/guides/track-outbound-message-status">Twilio: message status</a>
 */
record TwilioStatusCallback(String messageSid, String from, String status, String errorCode) {

    private static final Pattern ERROR_CODE = Pattern.compile("[1-9][0-9]{0,5}");

    /** @throws UnreadableWebhookException when it does not name a message and a status */
    static TwilioStatusCallback of(FormParameters form) {
        return new TwilioStatusCallback(TwilioParameters.requiredMessageSid(form), senderOf(form),
                TwilioParameters.status(form)
                        .orElseThrow(() -> new UnreadableWebhookException("MessageStatus is missing or not a status")),
                errorCodeOf(form));
    }

    private static String senderOf(FormParameters form) {
        String from = form.value("From");
        TwilioAddress address = from == null ? null : TwilioAddress.parseNumber(from);
        return address == null ? null : address.number();
    }

    private static String errorCodeOf(FormParameters form) {
        String code = form.value("ErrorCode");
        return code != null && ERROR_CODE.matcher(code).matches() ? code : null;
    }
}
