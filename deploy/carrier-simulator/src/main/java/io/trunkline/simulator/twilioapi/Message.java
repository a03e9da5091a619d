package io.trunkline.simulator.twilioapi;

import java.time.Instant;
import java.util.List;

/**
 * A text, in either direction.
 *
 * @param seq increases with every message
 * @param account its sender or recipient
 * @param direction {@code inbound} or {@code outbound-api}
 * @param from as given, at Twilio {@code whatsapp:} included
 * @param mms whether it is a multimedia message
 * @param status in the carrier's API
 * @param statusCallback URL for its statuses, null for none
 * @param sent time, null before
 */
public record Message(long seq, String account, String sid, String direction, String from, String to, String body,
        List<String> mediaUrls,
        boolean mms, String status, String statusCallback, Instant created, Instant sent, Instant updated) {

    public Message inStatus(String next, Instant now) {
        return new Message(seq, account, sid, direction, from, to, body, mediaUrls, mms, next, statusCallback, created,
                next.equals("sent") ? now : sent, now);
    }

    /** The number in an address such as {@code whatsapp:+14155550142}. */
    public static String number(String address) {
        return address.startsWith("whatsapp:") ? address.substring("whatsapp:".length()) : address;
    }
}
