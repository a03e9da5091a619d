package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;

/**
 * A message to one of our numbers, from any carrier.
 *
 * @param number our number, E.164
 * @param peer the sender: E.164, a short code, or an alphanumeric sender id, which cannot receive replies
 * @param carrierMessageId unique per carrier
 */
public record InboundMessage(Channel channel, String number, String peer, String body, List<String> mediaUrls, String carrier,
        String carrierMessageId, Instant receivedAt) {
}
