package io.trunkline.carrier.message;

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
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.events.CarrierEvent;

/** Sends messages. */
@ApplicationScoped
class MessageHandler implements JobHandler<OutgoingMessage> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance that was sending the message did not come back");
    private static final CarrierException NO_CHANNEL = new CarrierException(CarrierFailure.NOT_SUPPORTED,
            "No carrier has such a channel");
    private static final CarrierException STALE = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
            "It could not be sent in time");

    private final AccountRegistry accounts;
    private final WebhookUrls webhooks;
    private final MessageRepository messages;
    private final MessageThrottle throttle;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final MessageConfig config;

    MessageHandler(AccountRegistry accounts, WebhookUrls webhooks, MessageRepository messages, MessageThrottle throttle,
            JobRepository jobs,
            Backoff backoff, MessageConfig config) {
        this.accounts = accounts;
        this.webhooks = webhooks;
        this.messages = messages;
        this.throttle = throttle;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
    }

    @Override
    public Class<OutgoingMessage> jobClass() {
        return OutgoingMessage.class;
    }

    @Override
    public Uni<Void> handle(OutgoingMessage job) {
        if (job.state() == JobState.SUBMITTING) {
            return save(job, job.recordUnknownOutcome(ABANDONED, config));
        }
        if (job.state() == JobState.WAITING && job.isStale(config)) {
            return save(job, job.fail(STALE));
        }
        return (job.state() == JobState.UNKNOWN ? resolve(job) : accounts.of(job).flatMap(carrier -> send(job, carrier)))
                .onFailure(CarrierException.class).recoverWithUni(failure -> handleFailure(job, failure));
    }

    private Uni<Void> send(OutgoingMessage job, Carrier carrier) {
        if (job.channel().isEmpty()) {
            return save(job, job.fail(NO_CHANNEL));
        }
        if (job.isStale(config)) {
            return save(job, job.fail(STALE));
        }
        return throttle.acquire(job).flatMap(wait -> wait.isPresent() ? save(job, job.postpone(wait.get()))
                : submit(job, carrier));
    }

    private Uni<Void> submit(OutgoingMessage job, Carrier carrier) {
        job.submit();
        return jobs.saveProgress(job, List.of())
                .chain(() -> carrier.send(toSend(job, carrier)))
                .flatMap(sent -> save(job, job.complete(sent)));
    }

    /** A confirmation from the carrier is used before any look-up. */
    private Uni<Void> resolve(OutgoingMessage job) {
        return messages.findConfirmedId(job)
                .flatMap(id -> id.isEmpty() ? lookUp(job)
                        : adopt(new SentMessage(id.get(), null), job, () -> lookUp(job)));
    }

    /** An account that is not configured in this instance is a failed look-up: another instance may have it. */
    private Uni<Void> lookUp(OutgoingMessage job) {
        return accounts.of(job).map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> save(job,
                        recordLookupFailure(job, (CarrierException) failure)).replaceWith(Optional.empty()))
                .flatMap(carrier -> carrier.isEmpty() ? Uni.createFrom().voidItem() : lookUp(job, carrier.get()));
    }

    private Uni<Void> lookUp(OutgoingMessage job, Carrier carrier) {
        return carrier.findSent(toSend(job, carrier), job.earliestSendTime())
                .map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> save(job,
                        recordLookupFailure(job, (CarrierException) failure)).replaceWith(Optional.empty()))
                .flatMap(result -> result.isEmpty() ? Uni.createFrom().voidItem() : conclude(job, carrier, result.get()));
    }

    /** A carrier without a list of messages cannot be asked: only its status callback can still report the outcome. */
    private List<CarrierEvent> recordLookupFailure(OutgoingMessage job, CarrierException failure) {
        return failure.failure() == CarrierFailure.NOT_SUPPORTED ? job.giveUpLookups(failure)
                : job.recordLookupFailure(failure, backoff.delayFor(failure, job), config);
    }

    private Uni<Void> conclude(OutgoingMessage job, Carrier carrier, List<SentMessage> found) {
        if (found.isEmpty()) {
            return sendIfConclusive(job, carrier);
        }
        // Checked before the known ids: a twin whose response arrives in between is known then.
        return messages.isTwinBeingSent(job).flatMap(beingSent -> beingSent ? save(job, job.scheduleLookupAfterTwin(config))
                : adoptOneOf(found, job, carrier));
    }

    private Uni<Void> adoptOneOf(List<SentMessage> found, OutgoingMessage job, Carrier carrier) {
        return firstUnassigned(job, found)
                .flatMap(sent -> sent.isPresent()
                        ? adopt(sent.get(), job, () -> adoptOneOf(found, job, carrier))
                        : sendIfConclusive(job, carrier));
    }

    /** The same text may have been sent to the same recipient before. An id that belongs to another job is not this message's. */
    private Uni<Optional<SentMessage>> firstUnassigned(OutgoingMessage job, List<SentMessage> found) {
        return messages.idsOfOthers(job, found.stream().map(SentMessage::carrierMessageId).toList())
                .map(known -> found.stream().filter(sent -> !known.contains(sent.carrierMessageId())).findFirst());
    }

    /** @param otherwise used when the id belongs to another message of ours */
    private Uni<Void> adopt(SentMessage sent, OutgoingMessage job, Supplier<Uni<Void>> otherwise) {
        job.assignCarrierMessageId(sent);
        return jobs.saveProgress(job, List.of()).replaceWith(true)
                .onFailure(JobRepository::isUniqueViolation).recoverWithItem(false)
                .flatMap(saved -> {
                    if (saved) {
                        return save(job, job.complete(sent));
                    }
                    job.clearCarrierMessageId();
                    return otherwise.get();
                });
    }

    private Uni<Void> sendIfConclusive(OutgoingMessage job, Carrier carrier) {
        return job.isLookupConclusive(config) ? send(job, carrier) : save(job, job.scheduleConclusiveLookup(config));
    }

    private MessageToSend toSend(OutgoingMessage job, Carrier carrier) {
        return job.toSend(webhooks.of(carrier.name(), job.id()));
    }

    /** A refused account is no refusal of the message: it can be sent when the account works again. */
    private Uni<Void> handleFailure(OutgoingMessage job, CarrierException failure) {
        if (failure.isUnsent() || failure.concernsAccount()) {
            return save(job, job.retryLater(failure, backoff.delayFor(failure, job), config));
        }
        return save(job, switch (failure.kind()) {
            case REFUSED -> job.fail(failure);
            case TRY_LATER -> job.retryLater(failure, backoff.delayFor(failure, job), config);
            case UNKNOWN -> job.recordUnknownOutcome(failure, config);
        });
    }

    private Uni<Void> save(OutgoingMessage job, List<CarrierEvent> events) {
        return jobs.saveAndRelease(job, events).invoke(() -> {
            if (job.needsAttention()) {
                Log.errorf("Message %s needs attention: %s", job.id(), job.detail());
            }
        });
    }
}
