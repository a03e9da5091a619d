package io.trunkline.carrier.spi;

import java.util.List;

/**
 * One outgoing text or media message.
 *
 * @param from a number of ours, E.164
 * @param to E.164
 * @param body at most 1600 characters (Twilio's limit); may be null or empty when there is media
 * @param mediaUrls absolute and public, at most 10; none, or null, for a text message
 * @param webhooks of which the one for message statuses counts here
 */
public record MessageToSend(String from, String to, String body, List<String> mediaUrls, Webhooks webhooks) {

    public MessageToSend {
        mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
    }
}
