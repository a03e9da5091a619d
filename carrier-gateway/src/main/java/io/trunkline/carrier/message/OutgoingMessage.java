package io.trunkline.carrier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.LookupJob;
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
 * One message to send. Carriers store no reference of ours for messages, so a look-up compares sender, recipient, text and
 * time.
 */
@Entity
@Table(name = "outgoing_message")
@DynamicInsert
public class OutgoingMessage extends LookupJob {

    /** Tolerance for a carrier's clock that is behind ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final String LINE = "\n";
    private static final String ID_CLASH = "The carrier took the message and answered with the id of another message";
    private static final String OUTCOME_NOT_FOUND = "Whether the message was sent could not be found out";

    private String workspaceId;
    private String channel;
    private String sender;
    private String recipient;
    private String body;
    /** One URL per line, or null. */
    private String mediaUrls;
    private Instant submittedAt;
    private String carrierMessageId;

    protected OutgoingMessage() {
    }

    /** @param carrier used when the command names no carrier */
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

    /** Empty for an unknown channel. */
    Optional<Channel> channel() {
        return channel == null ? Optional.of(Channel.SMS)
                : Stream.of(Channel.values()).filter(known -> known.name().equalsIgnoreCase(channel)).findFirst();
    }

    /** How many messages of the number's rate it counts as. */
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

    /** The earliest time at which the first send of unknown outcome can have reached the carrier. */
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

    /** To be saved before the event is published: a carrier's id belongs to one message of ours only. */
    void assignCarrierMessageId(SentMessage message) {
        carrierMessageId = message.carrierMessageId();
    }

    /** The id belongs to another message of ours. */
    void clearCarrierMessageId() {
        carrierMessageId = null;
    }

    /** The instance that was sending it did not come back, and it had saved the carrier's id. Empty: it had not. */
    Optional<List<CarrierEvent>> completeAssigned() {
        return Optional.ofNullable(carrierMessageId).map(id -> complete(new SentMessage(id, null)));
    }

    /** The carrier took the message and answered with the id of another one. It is not sent again: a person must decide. */
    List<CarrierEvent> recordIdClash() {
        markNeedsAttention("MESSAGE_ID_CLASH", ID_CLASH);
        return List.of(new MessageFailed(id(), workspaceId, carrier(), CarrierFailure.OUTCOME_UNKNOWN.name(), ID_CLASH));
    }

    List<CarrierEvent> complete(SentMessage message) {
        carrierMessageId = message.carrierMessageId();
        markSucceeded();
        deleteText();
        return List.of(new MessageSent(id(), workspaceId, carrier(), carrierMessageId,
                message.acceptedAt() == null ? now() : message.acceptedAt()));
    }

    List<CarrierEvent> fail(CarrierException cause) {
        markFailed(cause.failure().name(), cause.getMessage());
        deleteText();
        return List.of(new MessageFailed(id(), workspaceId, carrier(), cause.failure().name(), cause.getMessage(),
                cause.carrierCode()));
    }

    /**
     * The carrier did not accept the message: it is sent again until it is stale. If an earlier send has an unknown
     * outcome, it is looked up again before: a confirmation may have arrived.
     */
    List<CarrierEvent> retryLater(CarrierException cause, Duration wait) {
        if (hasUnknownOutcome()) {
            markUnknown(wait, cause);
            return List.of();
        }
        if (isStale()) {
            return fail(cause);
        }
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** The message may have been sent. */
    List<CarrierEvent> recordUnknownOutcome(CarrierException cause) {
        startUnknownOutcome();
        return scheduleLookup(cause);
    }

    /** A carrier without a list of messages cannot be asked: only its status callback can still report the outcome. */
    @Override
    public List<CarrierEvent> recordLookupFailure(CarrierException cause, Duration wait) {
        return cause.failure() == CarrierFailure.NOT_SUPPORTED ? giveUpLookups(cause) : super.recordLookupFailure(cause, wait);
    }

    /** The message is not sent again: a lost message is better than a duplicate. */
    @Override
    protected List<CarrierEvent> giveUpLookups(CarrierException cause) {
        markNeedsAttention(cause.failure().name(), OUTCOME_NOT_FOUND);
        return List.of(
                new MessageFailed(id(), workspaceId, carrier(), CarrierFailure.OUTCOME_UNKNOWN.name(), OUTCOME_NOT_FOUND));
    }

    /** The rate limit is reached. */
    List<CarrierEvent> postpone(Duration wait) {
        postpone(wait, null);
        return List.of();
    }

    /** The message that was found may be an identical one that is being sent. */
    List<CarrierEvent> scheduleLookupAfterTwin() {
        return scheduleUncountedLookup();
    }

    /** The conversation stores the text; the gateway does not need it any more. */
    private void deleteText() {
        body = null;
        mediaUrls = null;
    }
}
