package io.trunkline.webhook.twilio;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * Reads the parameters that the messaging webhooks of Twilio have in common. It is strict, because the signed text has no
 * separators between names and values.
 */
final class TwilioParameters {

    /** The carrier's name in inventory-service and carrier-gateway. */
    static final String CARRIER = "twilio";

    /** Two letters for the kind and 32 hexadecimal digits. */
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-f]{32}");
    private static final Pattern STATUS = Pattern.compile("[a-z_]{1,32}");

    private TwilioParameters() {
    }

    /**
     * The form of a webhook on the raw topic.
     *
     * @throws UnreadableWebhookException when it has names that Twilio does not use: they may be a part of a text
     */
    static FormParameters read(RawWebhook webhook) {
        FormParameters form;
        try {
            form = FormParameters.parse(webhook.body());
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
        if (!form.hasPlainNames()) {
            throw new UnreadableWebhookException("A parameter has an unknown form of name");
        }
        return form;
    }

    /** @throws UnreadableWebhookException when it is missing, repeated, or contains U+0000 */
    static String required(FormParameters form, String name) {
        String value = form.value(name);
        if (value == null || value.indexOf('\0') >= 0) {
            throw new UnreadableWebhookException(name + " is missing, repeated or not text");
        }
        return value;
    }

    /** The id of the message. {@code SmsSid} and {@code SmsMessageSid} are earlier names of {@code MessageSid}. */
    static Optional<String> messageSid(FormParameters form) {
        return Stream.of("MessageSid", "SmsMessageSid", "SmsSid").map(form::value)
                .filter(sid -> sid != null && SID.matcher(sid).matches()).findFirst();
    }

    /** @throws UnreadableWebhookException when there is none */
    static String requiredMessageSid(FormParameters form) {
        return messageSid(form).orElseThrow(() -> new UnreadableWebhookException("MessageSid is missing or not a SID"));
    }

    /** The status of the message. {@code SmsStatus} is the earlier name of {@code MessageStatus}. */
    static Optional<String> status(FormParameters form) {
        return Stream.of("MessageStatus", "SmsStatus").map(form::value)
                .filter(status -> status != null && STATUS.matcher(status).matches()).findFirst();
    }
}
