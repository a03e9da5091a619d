package io.trunkline.simulator.twilioapi.message;

import java.time.Instant;
import java.util.List;

/**
 * A text, in either direction.
 *
 * @param seq grows with every message
 * @param account that sent or received it
 * @param direction {@code inbound} or {@code outbound-api}
 * @param from as given, at Twilio {@code whatsapp:} included
 * @param mms whether it travels as a multimedia message
 * @param status as the carrier's API names it
 * @param statusCallback null when nobody wants to know
 * @param sent null before it is sent
 */
public record Message(long seq, String account, String sid, String direction, String from, String to, String body,
        List<String> mediaUrls,
        boolean mms, String status, String statusCallback, Instant created, Instant sent, Instant updated) {

    Message inStatus(String next, Instant now) {
        return new Message(seq, account, sid, direction, from, to, body, mediaUrls, mms, next, statusCallback, created,
                next.equals("sent") ? now : sent, now);
    }

    /** The number in an address such as {@code whatsapp:+14155550142}. */
    static String number(String address) {
        return address.startsWith("whatsapp:") ? address.substring("whatsapp:".length()) : address;
    }
}
