package io.trunkline.webhook.twilio;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.trunkline.webhook.conversation.InboundMessage;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * An SMS or MMS to one of our numbers. Only the required parameters are validated before it is stored, because Twilio does not
 * redeliver a message after a 400. {@link #toInboundMessage} validates sender and media.
 *
 * @param from the sender, as Twilio wrote it
 * @param to our number, E.164
 * @param body the original text, may be empty; without the character U+0000, which PostgreSQL cannot store
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio: messaging webhooks</a>
 */
record TwilioIncomingMessage(String messageSid, String from, TwilioAddress to, String body, String numMedia,
        List<String> mediaUrls) {

    private static final int MAX_MEDIA = 10;
    /** Longer than any sender on any channel. */
    private static final int MAX_FROM = 128;

    /** @throws MalformedFormException when a parameter is missing or invalid: Twilio does not send such a webhook */
    static TwilioIncomingMessage of(FormParameters form) {
        TwilioParameters.requirePlainNames(form);
        String messageSid = TwilioParameters.messageSid(form);
        String from = TwilioParameters.required(form, "From");
        TwilioAddress to = TwilioAddress.parse(TwilioParameters.required(form, "To"));
        if (!to.isE164() || from.length() > MAX_FROM) {
            throw new MalformedFormException("To is not an E.164 number, or From is too long");
        }
        String numMedia = TwilioParameters.required(form, "NumMedia");
        List<String> mediaUrls = IntStream.range(0, parseCount(numMedia))
                .mapToObj(i -> TwilioParameters.required(form, "MediaUrl" + i)).toList();
        return new TwilioIncomingMessage(messageSid, from, to, TwilioParameters.requiredText(form, "Body"), numMedia,
                mediaUrls);
    }

    /** @throws UnreadableWebhookException when the sender or the media have an unsupported format */
    InboundMessage toInboundMessage(Instant receivedAt) {
        TwilioAddress sender = TwilioAddress.parseSender(from);
        if (sender == null || sender.channel() != to.channel()) {
            throw new UnreadableWebhookException("From has an unsupported format");
        }
        if (!numMedia.equals(Integer.toString(mediaUrls.size()))) {
            throw new UnreadableWebhookException("NumMedia is not the number of media");
        }
        if (!mediaUrls.stream().allMatch(url -> url.startsWith("https://") || url.startsWith("http://"))) {
            throw new UnreadableWebhookException("A MediaUrl is not a URL");
        }
        return new InboundMessage(to.channel(), to.number(), sender.number(), body, mediaUrls, TwilioParameters.CARRIER,
                messageSid,
                receivedAt);
    }

    /** 0 also when it is not a number from 1 to 10. */
    private static int parseCount(String text) {
        return IntStream.rangeClosed(1, MAX_MEDIA).filter(i -> text.equals(Integer.toString(i))).findFirst().orElse(0);
    }
}
