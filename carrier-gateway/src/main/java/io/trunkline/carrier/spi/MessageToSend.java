package io.trunkline.carrier.spi;

import java.util.List;

/**
 * One outgoing message.
 *
 * @param channel what it travels by
 * @param from a number of ours, E.164
 * @param to E.164
 * @param body at most 1600 characters (Twilio's limit); may be null or empty when there is media
 * @param mediaUrls absolute and public, at most 10; none, or null, for a text message
 * @param webhooks of which the one for message statuses counts here
 */
public record MessageToSend(Channel channel, String from, String to, String body, List<String> mediaUrls, Webhooks webhooks) {

    /** What a message travels by. */
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

    /** What it takes to send it. */
    public Capability requiredCapability() {
        if (channel == Channel.WHATSAPP) {
            return Capability.WHATSAPP;
        }
        return mediaUrls.isEmpty() ? Capability.SMS : Capability.MMS;
    }
}
