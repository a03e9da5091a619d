package io.trunkline.carrier.spi;

import java.util.List;

/**
 * One outbound message.
 *
 * @param channel SMS/MMS or WhatsApp
 * @param from one of our numbers, E.164
 * @param to E.164
 * @param body at most 1600 characters (Twilio's limit); may be null or empty when there is media
 * @param mediaUrls absolute and public, at most 10; none, or null, for a text message
 * @param webhooks only the one for message statuses is used
 */
public record MessageToSend(Channel channel, String from, String to, String body, List<String> mediaUrls, Webhooks webhooks) {

    /** How a message is transported. */
    public enum Channel {
        /** A text; with media an MMS. */
        SMS,
        WHATSAPP
    }

    public MessageToSend {
        mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
    }

    /** A text. */
    public MessageToSend(String from, String to, String body, List<String> mediaUrls, Webhooks webhooks) {
        this(Channel.SMS, from, to, body, mediaUrls, webhooks);
    }

    /** The capability that sending it needs. */
    public Capability requiredCapability() {
        if (channel == Channel.WHATSAPP) {
            return Capability.WHATSAPP;
        }
        return mediaUrls.isEmpty() ? Capability.SMS : Capability.MMS;
    }
}
