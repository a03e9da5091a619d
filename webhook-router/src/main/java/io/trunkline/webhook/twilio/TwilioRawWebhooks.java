package io.trunkline.webhook.twilio;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.twilio.TwilioVerifier.VerifiedForm;

/**
 * Turns a verified form into a raw webhook. It accepts every form, because Twilio does not redeliver what is rejected: it reads
 * only what the raw topic needs, and the consumer judges the content.
 */
final class TwilioRawWebhooks {

    static final String TEXT = "twilio-sms";
    static final String REPORT = "twilio-status";

    private static final String FORM = "application/x-www-form-urlencoded";
    /** Longer than any number or sender id on any channel. */
    private static final int MAX_KEY = 128;
    /** The statuses of inbound messages. */
    private static final Set<String> INBOUND = Set.of("received", "receiving");

    private TwilioRawWebhooks() {
    }

    /** What came to the URL for texts: a text, unless it has the status of an outbound message and no text. */
    static RawWebhook atTextUrl(VerifiedForm verified, byte[] body, Instant receivedAt) {
        FormParameters form = verified.form();
        boolean isReport = TwilioParameters.status(form).filter(status -> !INBOUND.contains(status)).isPresent()
                && !form.has("Body");
        return isReport ? report(verified, null, body, receivedAt) : text(verified, body, receivedAt);
    }

    /**
     * What came to the URL for status callbacks: a report, unless it has the status of an inbound message.
     *
     * @param messageId our message id, from the signed URL; null for none
     */
    static RawWebhook atStatusUrl(VerifiedForm verified, String messageId, byte[] body, Instant receivedAt) {
        boolean isText = TwilioParameters.status(verified.form()).filter(INBOUND::contains).isPresent();
        return isText ? text(verified, body, receivedAt) : report(verified, messageId, body, receivedAt);
    }

    /**
     * The dedupe key is the message's id, not a hash of the signed text: a delivery to a number's SmsFallbackUrl has another
     * URL, the additional parameters ErrorCode and ErrorUrl, and is the same message.
     */
    private static RawWebhook text(VerifiedForm verified, byte[] body, Instant receivedAt) {
        String dedupeKey = TwilioParameters.messageSid(verified.form()).orElseGet(() -> hash(body));
        return new RawWebhook(TEXT, keyOf(verified.form(), "To", dedupeKey), dedupeKey, verified.account(), FORM, receivedAt,
                body);
    }

    private static RawWebhook report(VerifiedForm verified, String messageId, byte[] body, Instant receivedAt) {
        Optional<String> sid = TwilioParameters.messageSid(verified.form());
        Optional<String> status = TwilioParameters.status(verified.form());
        String dedupeKey = sid.isPresent() && status.isPresent() ? sid.get() + ":" + status.get() : hash(body);
        return new RawWebhook(REPORT, keyOf(verified.form(), "From", sid.orElse(dedupeKey)), dedupeKey, verified.account(),
                messageId, FORM, receivedAt, body);
    }

    /** Our number, as far as it can be one. */
    private static String keyOf(FormParameters form, String parameter, String fallback) {
        String value = form.value(parameter);
        String number = value == null ? "" : TwilioAddress.withoutChannel(value);
        return number.isBlank() || number.length() > MAX_KEY || number.indexOf('\0') >= 0 ? fallback : number;
    }

    private static String hash(byte[] body) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
