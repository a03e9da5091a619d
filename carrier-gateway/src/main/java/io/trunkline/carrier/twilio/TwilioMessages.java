package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.twilio.TwilioClient.require;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.SentMessage;

/**
 * Messages of ours.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message</a>
 */
final class TwilioMessages {

    private static final int PAGE = 200;
    /**
     * Put before every text of a trial account. https://www.twilio.com/docs/usage/tutorials/how-to-use-your-free-trial-account
     */
    private static final String TRIAL = "Sent from your Twilio trial account - ";

    private final TwilioClient twilio;

    TwilioMessages(TwilioClient twilio) {
        this.twilio = twilio;
    }

    Uni<SentMessage> send(MessageToSend message, String statusCallback) {
        return twilio.tell((api, account) -> api.send(account, message.from(), message.to(), message.body(),
                message.mediaUrls(), statusCallback), TwilioTypes.Message.class)
                .map(sent -> new SentMessage(require(sent.sid(), true), TwilioTypes.date(sent.dateCreated())));
    }

    /**
     * Reads the newest page of what went from this sender to this recipient and compares in here: the API filters by the
     * date sent, which a message that still waits in the queue does not have.
     */
    Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        return twilio.ask((api, account) -> api.sent(account, message.from(), message.to(), PAGE),
                TwilioTypes.Messages.class)
                .map(found -> require(found.messages(), false).stream()
                        .filter(sent -> isLike(message, sent))
                        .map(sent -> new SentMessage(require(sent.sid(), false), TwilioTypes.date(sent.dateCreated())))
                        .filter(sent -> sent.takenAt() != null && !sent.takenAt().isBefore(second))
                        .sorted(Comparator.comparing(SentMessage::takenAt)).toList());
    }

    /** The list does not say which media a message has, only how many. */
    private static boolean isLike(MessageToSend message, TwilioTypes.Message sent) {
        String wanted = text(message.body());
        String body = text(sent.body());
        return (body.equals(wanted) || body.equals(TRIAL + wanted))
                && String.valueOf(message.mediaUrls().size()).equals(sent.numMedia() == null ? "0" : sent.numMedia());
    }

    private static String text(String body) {
        return body == null ? "" : body;
    }
}
