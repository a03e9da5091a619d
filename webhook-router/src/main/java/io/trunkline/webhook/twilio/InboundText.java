package io.trunkline.webhook.twilio;

import java.util.ArrayList;
import java.util.List;

/**
 * A text or picture message to one of our numbers.
 *
 * @param to our number, E.164
 * @param body exactly as it was sent, may be empty
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio: messaging webhooks</a>
 */
record InboundText(String messageSid, Address from, Address to, String body, List<String> mediaUrls) {

    private static final int MAX_MEDIA = 10;

    /** @throws MalformedFormException when it is none */
    static InboundText of(Form form) {
        TwilioForms.requirePlainNames(form);
        TwilioForms.required(form, "AccountSid");
        String messageSid = TwilioForms.messageSid(form);
        Address from = Address.of(TwilioForms.required(form, "From"));
        Address to = Address.of(TwilioForms.required(form, "To"));
        if (!to.isE164() || to.channel() != from.channel()) {
            throw new MalformedFormException("To is no number of ours");
        }
        return new InboundText(messageSid, from, to, TwilioForms.required(form, "Body"), mediaUrls(form));
    }

    private static List<String> mediaUrls(Form form) {
        String count = TwilioForms.required(form, "NumMedia");
        if (count.equals("0")) {
            return List.of();
        }
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < countOf(count); i++) {
            String url = TwilioForms.required(form, "MediaUrl" + i);
            if (!url.startsWith("https://") && !url.startsWith("http://")) {
                throw new MalformedFormException("MediaUrl" + i + " is no address");
            }
            urls.add(url);
        }
        return urls;
    }

    private static int countOf(String text) {
        for (int i = 1; i <= MAX_MEDIA; i++) {
            if (text.equals(Integer.toString(i))) {
                return i;
            }
        }
        throw new MalformedFormException("NumMedia is no count");
    }
}
