package io.trunkline.carrier.adapter.twilioapi;

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
final class TwilioApiMessages {

    private static final int PAGE = 200;
    /**
     * Put before every text of a trial account at Twilio.
     * https://www.twilio.com/docs/usage/tutorials/how-to-use-your-free-trial-account
     */
    private static final String TRIAL_PREFIX = "Sent from your Twilio trial account - ";

    /** @see <a href="https://www.twilio.com/docs/whatsapp/api">Twilio: WhatsApp</a> */
    private static final String WHATSAPP_PREFIX = "whatsapp:";

    private final TwilioApiAccount account;

    TwilioApiMessages(TwilioApiAccount account) {
        this.account = account;
    }

    Uni<SentMessage> send(MessageToSend message) {
        return account.mutate(
                (api, id) -> api.send(id, address(message, message.from()), address(message, message.to()), message.body(),
                        message.mediaUrls(), account.webhook(message.webhooks().messageStatus())),
                TwilioApiTypes.Message.class)
                .map(sent -> new SentMessage(account.require(sent.sid(), true), TwilioApiTypes.parseDate(sent.dateCreated())));
    }

    /**
     * Reads the newest page of what went from this sender to this recipient and compares in here: the API filters by the
     * date sent, which a message that still waits in the queue does not have.
     */
    Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        return account.query((api, id) -> api.sent(id, address(message, message.from()), address(message, message.to()), PAGE),
                TwilioApiTypes.Messages.class)
                .map(found -> account.require(found.messages(), false).stream()
                        .filter(sent -> matches(message, sent))
                        .map(sent -> new SentMessage(account.require(sent.sid(), false),
                                TwilioApiTypes.parseDate(sent.dateCreated())))
                        .filter(sent -> sent.acceptedAt() != null && !sent.acceptedAt().isBefore(second))
                        .sorted(Comparator.comparing(SentMessage::acceptedAt)).toList());
    }

    private static String address(MessageToSend message, String number) {
        return message.channel() == MessageToSend.Channel.WHATSAPP ? WHATSAPP_PREFIX + number : number;
    }

    /** The list does not say which media a message has, only how many. */
    private static boolean matches(MessageToSend message, TwilioApiTypes.Message sent) {
        String wanted = text(message.body());
        String body = text(sent.body());
        return (body.equals(wanted) || body.equals(TRIAL_PREFIX + wanted))
                && String.valueOf(message.mediaUrls().size()).equals(sent.numMedia() == null ? "0" : sent.numMedia());
    }

    private static String text(String body) {
        return body == null ? "" : body;
    }
}
