package io.trunkline.webhook.twilio;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.trunkline.webhook.conversation.InboundMessage;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * A text or picture message to one of our numbers. What must be there is: more is not asked before it is kept, because whoever
 * is told 400 loses it. Whether its sender and media are of a kind we know is asked by {@link #toInboundMessage}.
 *
 * @param from as Twilio wrote it
 * @param to our number, E.164
 * @param body as it was sent, may be empty; without the character U+0000, which PostgreSQL does not keep
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio: messaging webhooks</a>
 */
record TwilioIncomingMessage(String messageSid, String from, TwilioAddress to, String body, String numMedia,
        List<String> mediaUrls) {

    private static final int MAX_MEDIA = 10;
    /** Longer than any sender of any channel. */
    private static final int MAX_FROM = 128;

    /** @throws MalformedFormException when it is none: no webhook of Twilio's looks like that */
    static TwilioIncomingMessage of(FormParameters form) {
        TwilioParameters.requirePlainNames(form);
        String messageSid = TwilioParameters.messageSid(form);
        String from = TwilioParameters.required(form, "From");
        TwilioAddress to = TwilioAddress.parse(TwilioParameters.required(form, "To"));
        if (!to.isE164() || from.length() > MAX_FROM) {
            throw new MalformedFormException("To is no number of ours, or From nobody");
        }
        String numMedia = TwilioParameters.required(form, "NumMedia");
        List<String> mediaUrls = IntStream.range(0, parseCount(numMedia))
                .mapToObj(i -> TwilioParameters.required(form, "MediaUrl" + i)).toList();
        return new TwilioIncomingMessage(messageSid, from, to, TwilioParameters.requiredText(form, "Body"), numMedia,
                mediaUrls);
    }

    /** @throws UnreadableWebhookException when its sender or its media are of a kind that is not known here */
    InboundMessage toInboundMessage(Instant receivedAt) {
        TwilioAddress sender = TwilioAddress.parseSender(from);
        if (sender == null || sender.channel() != to.channel()) {
            throw new UnreadableWebhookException("From is of no known kind");
        }
        if (!numMedia.equals(Integer.toString(mediaUrls.size()))) {
            throw new UnreadableWebhookException("NumMedia is no count");
        }
        if (!mediaUrls.stream().allMatch(url -> url.startsWith("https://") || url.startsWith("http://"))) {
            throw new UnreadableWebhookException("a MediaUrl is no address");
        }
        return new InboundMessage(to.channel(), to.number(), sender.number(), body, mediaUrls, TwilioParameters.CARRIER,
                messageSid,
                receivedAt);
    }

    /** 0 also for what is none. */
    private static int parseCount(String text) {
        return IntStream.rangeClosed(1, MAX_MEDIA).filter(i -> text.equals(Integer.toString(i))).findFirst().orElse(0);
    }
}
