package io.trunkline.carrier.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.job.LookupPolicy;
import io.trunkline.carrier.job.OutcomeLookup;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.SqlState;

/**
 * Sends messages. Each step returns the events to publish; a {@link CarrierException} ends the run from any step. The
 * message is saved in one place, at the end.
 */
@ApplicationScoped
class MessageHandler implements JobHandler<OutgoingMessage> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance stopped while it sent the message");
    private static final CarrierException NO_CHANNEL = new CarrierException(CarrierFailure.NOT_SUPPORTED,
            "No carrier has such a channel");
    private static final CarrierException STALE = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
            "It could not be sent in time");

    private final AccountRegistry accounts;
    private final WebhookUrls webhooks;
    private final MessageRepository messages;
    private final MessageThrottle throttle;
    private final JobRepository jobs;
    private final OutcomeLookup lookup;
    private final Backoff backoff;
    private final LookupPolicy policy;

    MessageHandler(AccountRegistry accounts, WebhookUrls webhooks, MessageRepository messages, MessageThrottle throttle,
            JobRepository jobs, OutcomeLookup lookup, Backoff backoff, MessageConfig config) {
        this.accounts = accounts;
        this.webhooks = webhooks;
        this.messages = messages;
        this.throttle = throttle;
        this.jobs = jobs;
        this.lookup = lookup;
        this.backoff = backoff;
        this.policy = new LookupPolicy(config.lookupBackoff(), config.lookupDelay(), config.giveUpAfter());
    }

    @Override
    public Class<OutgoingMessage> jobClass() {
        return OutgoingMessage.class;
    }

    @Override
    public Uni<Void> handle(OutgoingMessage message) {
        message.setLookupPolicy(policy);
        return process(message)
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(message, (CarrierException) failure))
                .flatMap(events -> jobs.saveAndRelease(message, events))
                .invoke(() -> log(message));
    }

    private Uni<List<CarrierEvent>> process(OutgoingMessage message) {
        if (message.state() == JobState.SUBMITTING) {
            return item(message.completeAssigned().orElseGet(() -> message.recordUnknownOutcome(ABANDONED)));
        }
        if (message.state() == JobState.WAITING && message.isStale()) {
            return item(message.fail(STALE));
        }
        return message.state() == JobState.UNKNOWN ? resolve(message)
                : accounts.forJob(message).flatMap(carrier -> send(message, carrier));
    }

    /** A refused account is no refusal of the message: it can be sent when the account works again. */
    private List<CarrierEvent> conclude(OutgoingMessage message, CarrierException failure) {
        Duration delay = backoff.delayFor(failure, message);
        if (failure.isUnsent() || failure.isAccountWide()) {
            return message.retryLater(failure, delay);
        }
        return switch (failure.kind()) {
            case REFUSED -> message.fail(failure);
            case TRY_LATER -> message.retryLater(failure, delay);
            case UNKNOWN -> message.recordUnknownOutcome(failure);
        };
    }

    // ---- The send ----

    private Uni<List<CarrierEvent>> send(OutgoingMessage message, Carrier carrier) {
        if (message.channel().isEmpty()) {
            return item(message.fail(NO_CHANNEL));
        }
        if (message.isStale()) {
            return item(message.fail(STALE));
        }
        return throttle.acquire(message).flatMap(wait -> wait.isPresent() ? item(message.postpone(wait.get()))
                : submit(message, carrier));
    }

    private Uni<List<CarrierEvent>> submit(OutgoingMessage message, Carrier carrier) {
        message.submit();
        return jobs.saveProgress(message, List.of())
                .chain(() -> carrier.send(toSend(message, carrier)))
                .flatMap(sent -> adopt(sent, message, () -> item(message.recordIdClash())));
    }

    private MessageToSend toSend(OutgoingMessage message, Carrier carrier) {
        return message.toSend(webhooks.of(carrier.name(), message.id()));
    }

    // ---- The look-up of an unknown send ----

    /** A confirmation from the carrier is used before any look-up. */
    private Uni<List<CarrierEvent>> resolve(OutgoingMessage message) {
        return messages.findConfirmedId(message)
                .flatMap(id -> id.isEmpty() ? lookUp(message)
                        : adopt(new SentMessage(id.get(), null), message, () -> lookUp(message)));
    }

    private Uni<List<CarrierEvent>> lookUp(OutgoingMessage message) {
        return lookup.run(message, accounts.forJob(message),
                carrier -> carrier.findSent(toSend(message, carrier), message.earliestSendTime()),
                (carrier, found) -> found.isEmpty() ? concludeNotFound(message, carrier)
                        : concludeFound(message, carrier, found));
    }

    private Uni<List<CarrierEvent>> concludeNotFound(OutgoingMessage message, Carrier carrier) {
        return message.isLookupConclusive() ? send(message, carrier) : item(message.scheduleConclusiveLookup());
    }

    /** The twin is checked before the known ids: if its response arrives in between, its id is known then. */
    private Uni<List<CarrierEvent>> concludeFound(OutgoingMessage message, Carrier carrier, List<SentMessage> found) {
        return messages.isTwinBeingSent(message).flatMap(beingSent -> beingSent ? item(message.scheduleLookupAfterTwin())
                : adoptOneOf(found, message, carrier));
    }

    private Uni<List<CarrierEvent>> adoptOneOf(List<SentMessage> found, OutgoingMessage message, Carrier carrier) {
        return firstUnassigned(message, found)
                .flatMap(sent -> sent.isPresent()
                        ? adopt(sent.get(), message, () -> adoptOneOf(found, message, carrier))
                        : concludeNotFound(message, carrier));
    }

    /**
     * The same text may have been sent to the same recipient before. An id that belongs to another job is not this message's.
     */
    private Uni<Optional<SentMessage>> firstUnassigned(OutgoingMessage message, List<SentMessage> found) {
        return messages.idsOfOthers(message, found.stream().map(SentMessage::carrierMessageId).toList())
                .map(known -> found.stream().filter(sent -> !known.contains(sent.carrierMessageId())).findFirst());
    }

    /** @param otherwise used when the id belongs to another message of ours */
    private Uni<List<CarrierEvent>> adopt(SentMessage sent, OutgoingMessage message,
            Supplier<Uni<List<CarrierEvent>>> otherwise) {
        message.assignCarrierMessageId(sent);
        return jobs.saveProgress(message, List.of()).replaceWith(true)
                .onFailure(SqlState::isUniqueViolation).recoverWithItem(false)
                .flatMap(saved -> {
                    if (saved) {
                        return item(message.complete(sent));
                    }
                    message.clearCarrierMessageId();
                    return otherwise.get();
                });
    }

    private static Uni<List<CarrierEvent>> item(List<CarrierEvent> events) {
        return Uni.createFrom().item(events);
    }

    private static void log(OutgoingMessage message) {
        if (message.needsAttention()) {
            Log.errorf("Message %s needs attention: %s", message.id(), message.detail());
        }
    }
}
