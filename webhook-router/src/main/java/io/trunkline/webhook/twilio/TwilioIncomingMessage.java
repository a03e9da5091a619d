package io.trunkline.webhook.twilio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.trunkline.webhook.conversation.InboundMessage;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * Reads a message to one of our numbers: SMS, MMS or WhatsApp. It is strict: what it does not understand completely is stored
 * for operators, so that no message loses a part of its content.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio: messaging webhooks</a>
 */
final class TwilioIncomingMessage {

    private static final int MAX_MEDIA = 10;

    private TwilioIncomingMessage() {
    }

    /** @throws UnreadableWebhookException when it has an unsupported format */
    static InboundMessage of(FormParameters form, Instant receivedAt) {
        String messageSid = TwilioParameters.requiredMessageSid(form);
        TwilioAddress to = TwilioAddress.parseNumber(TwilioParameters.required(form, "To"));
        if (to == null) {
            throw new UnreadableWebhookException("To is not an E.164 number");
        }
        TwilioAddress sender = TwilioAddress.parseSender(TwilioParameters.required(form, "From"));
        if (sender == null || sender.channel() != to.channel()) {
            throw new UnreadableWebhookException("From has an unsupported format");
        }
        List<String> mediaUrls = mediaUrls(form);
        String body = TwilioMessageBody.of(form, !mediaUrls.isEmpty());
        return new InboundMessage(to.channel(), to.number(), sender.number(), body, mediaUrls, TwilioParameters.CARRIER,
                messageSid, receivedAt);
    }

    /** Without {@code NumMedia}, the media are those that have a URL. */
    private static List<String> mediaUrls(FormParameters form) {
        List<String> urls = new ArrayList<>();
        while (urls.size() < MAX_MEDIA && form.has("MediaUrl" + urls.size())) {
            urls.add(TwilioParameters.required(form, "MediaUrl" + urls.size()));
        }
        String count = form.has("NumMedia") ? TwilioParameters.required(form, "NumMedia") : Integer.toString(urls.size());
        if (!Objects.equals(count, Integer.toString(urls.size()))) {
            throw new UnreadableWebhookException("NumMedia is not the number of media");
        }
        if (!urls.stream().allMatch(url -> url.startsWith("https://") || url.startsWith("http://"))) {
            throw new UnreadableWebhookException("A MediaUrl is not a URL");
        }
        return urls;
    }
}
