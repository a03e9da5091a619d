package io.trunkline.carrier.adapter.twilioapi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.SentMessage;

/**
 * Addresses of messages, and the comparison of our messages with the carrier's list.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message</a>
 */
final class TwilioApiMessages {

    /**
     * Put before every text of a trial account at Twilio.
     * https://www.twilio.com/docs/usage/tutorials/how-to-use-your-free-trial-account
     */
    private static final String TRIAL_PREFIX = "Sent from your Twilio trial account - ";
    /** @see <a href="https://www.twilio.com/docs/whatsapp/api">Twilio: WhatsApp</a> */
    private static final String WHATSAPP_PREFIX = "whatsapp:";

    private TwilioApiMessages() {
    }

    static String address(MessageToSend message, String number) {
        return message.channel() == MessageToSend.Channel.WHATSAPP ? WHATSAPP_PREFIX + number : number;
    }

    /** The messages with the same text and number of media. */
    static List<TwilioApiTypes.Message> select(List<TwilioApiTypes.Message> listed, MessageToSend message) {
        return listed.stream().filter(sent -> matches(message, sent)).toList();
    }

    /** The list contains the number of media of a message, not the media. */
    private static boolean matches(MessageToSend message, TwilioApiTypes.Message sent) {
        String expected = text(message.body());
        String body = text(sent.body());
        return (body.equals(expected) || body.equals(TRIAL_PREFIX + expected))
                && String.valueOf(message.mediaUrls().size()).equals(sent.numMedia() == null ? "0" : sent.numMedia());
    }

    private static String text(String body) {
        return body == null ? "" : body;
    }

    /** Those that were accepted at this second or later, oldest first. */
    static List<SentMessage> since(List<SentMessage> messages, Instant since) {
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        return messages.stream().filter(sent -> sent.acceptedAt() != null && !sent.acceptedAt().isBefore(second))
                .sorted(Comparator.comparing(SentMessage::acceptedAt)).toList();
    }
}
