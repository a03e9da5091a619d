package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;

/**
 * A message to a number of ours, whoever brought it.
 *
 * @param number ours, E.164
 * @param peer the other side: E.164, a short code, or an alphanumeric sender id, which nobody can answer
 * @param carrierMessageId unique per carrier
 */
public record InboundMessage(Channel channel, String number, String peer, String body, List<String> mediaUrls, String carrier,
        String carrierMessageId, Instant receivedAt) {
}
