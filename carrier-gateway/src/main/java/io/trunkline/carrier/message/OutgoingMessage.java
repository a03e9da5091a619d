package io.trunkline.carrier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.job.UnknownOutcome;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.MessageToSend.Channel;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;

/**
 * One message to be handed to the carrier. The carrier knows no reference of ours for messages, so a send in doubt is
 * recognised by sender, recipient, text and time.
 */
@Entity
@Table(name = "outgoing_message")
@DynamicInsert
public class OutgoingMessage extends Job {

    /** The carrier's clock may be this far behind ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final String LINE = "\n";
    private static final String OUTCOME_NOT_FOUND = "Whether the message was sent could not be found out";

    private String workspaceId;
    private String channel;
    private String sender;
    private String recipient;
    private String body;
    /** One URL per line, or null. */
    private String mediaUrls;
    private Instant submittedAt;
    @Embedded
    private UnknownOutcome unknownOutcome = new UnknownOutcome();
    private String carrierMessageId;

    protected OutgoingMessage() {
    }

    /** @param carrier used when the command names none */
    public OutgoingMessage(SendMessage command, String carrier) {
        super(command.messageId(), command.carrier() == null ? carrier : command.carrier());
        workspaceId = command.workspaceId();
        channel = command.channel();
        sender = command.from();
        recipient = command.to();
        body = command.body();
        mediaUrls = command.mediaUrls() == null || command.mediaUrls().isEmpty() ? null
                : String.join(LINE, command.mediaUrls());
    }

    /** Empty when it is none that any carrier has. */
    Optional<Channel> channel() {
        return channel == null ? Optional.of(Channel.SMS)
                : Stream.of(Channel.values()).filter(known -> known.name().equalsIgnoreCase(channel)).findFirst();
    }

    /** How many messages of its number's pace it counts as. */
    int segments() {
        return mediaUrls == null ? Segments.of(body) : 1;
    }

    /** A number of ours, E.164. */
    String sender() {
        return sender;
    }

    MessageToSend toSend(Webhooks webhooks) {
        return new MessageToSend(channel().orElse(Channel.SMS), sender, recipient, body,
                mediaUrls == null ? List.of() : Stream.of(mediaUrls.split(LINE)).toList(), webhooks);
    }

    /** When the first send in doubt can have reached the carrier, at the earliest. */
    Instant earliestSendTime() {
        return submittedAt.minus(CLOCK_TOLERANCE);
    }

    /** To be saved before the message is sent. */
    void submit() {
        markSubmitting();
        if (submittedAt == null) {
            submittedAt = now();
        }
    }

    /** To be saved before it is said: one message of the carrier's is one of ours only. */
    void assignCarrierMessageId(SentMessage message) {
        carrierMessageId = message.carrierMessageId();
    }

    /** Another one of ours was faster to say that it is its own. */
    void clearCarrierMessageId() {
        carrierMessageId = null;
    }

    List<CarrierEvent> complete(SentMessage message) {
        carrierMessageId = message.carrierMessageId();
        markSucceeded();
        deleteText();
        return List.of(new MessageSent(id(), workspaceId, carrier(), carrierMessageId,
                message.takenAt() == null ? now() : message.takenAt()));
    }

    List<CarrierEvent> fail(CarrierException cause) {
        markFailed(cause.failure().name(), cause.getMessage());
        deleteText();
        return List.of(new MessageFailed(id(), workspaceId, carrier(), cause.failure().name(), cause.getMessage()));
    }

    /**
     * The carrier did not take it: the same again later, but not for ever. If an earlier send is in doubt, what became of that
     * one is looked for again before: the carrier may have told meanwhile.
     */
    List<CarrierEvent> retryLater(CarrierException cause, Duration wait, MessageConfig config) {
        if (unknownOutcome.hasStarted()) {
            markUnknown(wait, cause);
            return List.of();
        }
        if (isStale(config)) {
            return fail(cause);
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The send may or may not have been carried out. */
    List<CarrierEvent> recordUnknownOutcome(CarrierException cause, MessageConfig config) {
        unknownOutcome.start(now());
        return scheduleLookup(cause, config);
    }

    /**
     * The look-up did not come to a result. One that nobody carried out is none of those that the message has, but it is not
     * put off for longer than they would take.
     *
     * @param wait what to put it off by
     */
    List<CarrierEvent> recordLookupFailure(CarrierException cause, Duration wait, MessageConfig config) {
        if (!UnknownOutcome.isLookupSkipped(cause)) {
            return scheduleLookup(cause, config);
        }
        if (unknownOutcome.isExpired(config.lookupBackoff(), now())) {
            return giveUpLookups(cause);
        }
        postpone(wait, cause);
        return List.of();
    }

    private List<CarrierEvent> scheduleLookup(CarrierException cause, MessageConfig config) {
        Optional<Duration> next = unknownOutcome.nextLookup(config.lookupBackoff());
        next.ifPresent(wait -> markUnknown(wait, cause));
        return next.isPresent() ? List.of() : giveUpLookups(cause);
    }

    /** Others go first. */
    List<CarrierEvent> postpone(Duration wait) {
        postpone(wait, null);
        return List.of();
    }

    /** It is not sent again: better perhaps never than perhaps twice. */
    List<CarrierEvent> giveUpLookups(CarrierException cause) {
        markNeedsAttention(cause.failure().name(), OUTCOME_NOT_FOUND);
        return List
                .of(new MessageFailed(id(), workspaceId, carrier(), CarrierFailure.OUTCOME_UNKNOWN.name(), OUTCOME_NOT_FOUND));
    }

    /** Whether a look-up that found nothing may be believed. */
    boolean isLookupConclusive(MessageConfig config) {
        return unknownOutcome.remainingLookupDelay(now(), config.lookupDelay()).isZero();
    }

    List<CarrierEvent> scheduleConclusiveLookup(MessageConfig config) {
        markUnknown(unknownOutcome.remainingLookupDelay(now(), config.lookupDelay()), null);
        return List.of();
    }

    /** What was found may be a message that is just being sent. */
    List<CarrierEvent> scheduleLookupAfterTwin(MessageConfig config) {
        markUnknown(config.lookupBackoff().get(0), null);
        return List.of();
    }

    /** What was said is kept by conversations, not by whoever delivers it. */
    private void deleteText() {
        body = null;
        mediaUrls = null;
    }

    boolean isStale(MessageConfig config) {
        return age().compareTo(config.giveUpAfter()) > 0;
    }
}
