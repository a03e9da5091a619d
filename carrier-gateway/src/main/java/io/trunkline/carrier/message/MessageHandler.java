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

/** Hands messages to carriers. */
@ApplicationScoped
class MessageHandler implements JobHandler<OutgoingMessage> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance that was sending the message did not come back");
    private static final CarrierException NO_CHANNEL = new CarrierException(CarrierFailure.NOT_SUPPORTED,
            "No carrier has such a channel");
    private static final CarrierException NEVER_SENT = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
            "It could not be sent in time");

    private final AccountRegistry carriers;
    private final WebhookUrls webhooks;
    private final MessageRepository messages;
    private final MessageThrottle pace;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final MessageConfig config;

    MessageHandler(AccountRegistry carriers, WebhookUrls webhooks, MessageRepository messages, MessageThrottle pace,
            JobRepository jobs,
            Backoff backoff, MessageConfig config) {
        this.carriers = carriers;
        this.webhooks = webhooks;
        this.messages = messages;
        this.pace = pace;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
    }

    @Override
    public Class<OutgoingMessage> kind() {
        return OutgoingMessage.class;
    }

    @Override
    public Uni<Void> work(OutgoingMessage job) {
        if (job.state() == JobState.SUBMITTING) {
            return done(job, job.doubted(ABANDONED, config));
        }
        if (job.state() == JobState.WAITING && job.isStale(config)) {
            return done(job, job.refused(NEVER_SENT));
        }
        return (job.state() == JobState.UNKNOWN ? settle(job) : carriers.forJob(job).flatMap(carrier -> send(job, carrier)))
                .onFailure(CarrierException.class).recoverWithUni(failure -> conclude(job, failure));
    }

    private Uni<Void> send(OutgoingMessage job, Carrier carrier) {
        if (job.channel().isEmpty()) {
            return done(job, job.refused(NO_CHANNEL));
        }
        if (job.isStale(config)) {
            return done(job, job.refused(NEVER_SENT));
        }
        return pace.turnOf(job).flatMap(wait -> wait.isPresent() ? done(job, job.waitForTurn(wait.get()))
                : submit(job, carrier));
    }

    private Uni<Void> submit(OutgoingMessage job, Carrier carrier) {
        job.submit();
        return jobs.keep(job, List.of())
                .chain(() -> carrier.send(toSend(job, carrier)))
                .flatMap(sent -> done(job, job.sent(sent)));
    }

    /** What the carrier told on its own goes before everything that is looked for. */
    private Uni<Void> settle(OutgoingMessage job) {
        return messages.confirmed(job)
                .flatMap(id -> id.isEmpty() ? lookUp(job)
                        : adopt(new SentMessage(id.get(), null), job, () -> lookUp(job)));
    }

    /** An account that this instance does not know yet, or no longer, is no answer: another one may know it. */
    private Uni<Void> lookUp(OutgoingMessage job) {
        return carriers.forJob(job).map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> done(job,
                        lookedInVain(job, (CarrierException) failure)).replaceWith(Optional.empty()))
                .flatMap(carrier -> carrier.isEmpty() ? Uni.createFrom().voidItem() : lookUp(job, carrier.get()));
    }

    private Uni<Void> lookUp(OutgoingMessage job, Carrier carrier) {
        return carrier.findSent(toSend(job, carrier), job.possiblySentSince())
                .map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> done(job,
                        lookedInVain(job, (CarrierException) failure)).replaceWith(Optional.empty()))
                .flatMap(looked -> looked.isEmpty() ? Uni.createFrom().voidItem() : decide(job, carrier, looked.get()));
    }

    /** A carrier without a list of messages will have none later: only its own report can still tell. */
    private List<CarrierEvent> lookedInVain(OutgoingMessage job, CarrierException failure) {
        return failure.failure() == CarrierFailure.NOT_SUPPORTED ? job.neverKnown(failure)
                : job.lookupFailed(failure, backoff.after(failure, job), config);
    }

    private Uni<Void> decide(OutgoingMessage job, Carrier carrier, List<SentMessage> found) {
        if (found.isEmpty()) {
            return notSent(job, carrier);
        }
        // Asked before what is known: a twin whose answer comes in between is known then.
        return messages.isTwinUnderWay(job).flatMap(underWay -> underWay ? done(job, job.lookWhenItsTwinIsSent(config))
                : adoptOneOf(found, job, carrier));
    }

    private Uni<Void> adoptOneOf(List<SentMessage> found, OutgoingMessage job, Carrier carrier) {
        return notOthers(job, found)
                .flatMap(sent -> sent.isPresent()
                        ? adopt(sent.get(), job, () -> adoptOneOf(found, job, carrier))
                        : notSent(job, carrier));
    }

    /** The same words may have been sent to the same person before: a message that has its job is not this one's. */
    private Uni<Optional<SentMessage>> notOthers(OutgoingMessage job, List<SentMessage> found) {
        return messages.known(job, found.stream().map(SentMessage::carrierMessageId).toList())
                .map(known -> found.stream().filter(sent -> !known.contains(sent.carrierMessageId())).findFirst());
    }

    /** @param otherwise when it is known to be another one of ours */
    private Uni<Void> adopt(SentMessage sent, OutgoingMessage job, Supplier<Uni<Void>> otherwise) {
        job.adopt(sent);
        return jobs.keep(job, List.of()).replaceWith(true)
                .onFailure(JobRepository::isTaken).recoverWithItem(false)
                .flatMap(ours -> {
                    if (ours) {
                        return done(job, job.sent(sent));
                    }
                    job.adoptNothing();
                    return otherwise.get();
                });
    }

    private Uni<Void> notSent(OutgoingMessage job, Carrier carrier) {
        return job.settled(config) ? send(job, carrier) : done(job, job.lookWhenSettled(config));
    }

    private MessageToSend toSend(OutgoingMessage job, Carrier carrier) {
        return job.toSend(webhooks.of(carrier.name(), job.id()));
    }

    /** Nobody refused this message where the account was refused: once that is mended, it can still be sent. */
    private Uni<Void> conclude(OutgoingMessage job, CarrierException failure) {
        if (failure.isUnsent() || failure.concernsAccount()) {
            return done(job, job.notTaken(failure, backoff.after(failure, job), config));
        }
        return done(job, switch (failure.kind()) {
            case REFUSED -> job.refused(failure);
            case TRY_LATER -> job.notTaken(failure, backoff.after(failure, job), config);
            case UNKNOWN -> job.doubted(failure, config);
        });
    }

    private Uni<Void> done(OutgoingMessage job, List<CarrierEvent> news) {
        return jobs.done(job, news).invoke(() -> {
            if (job.isStuck()) {
                Log.errorf("Message %s needs a person: %s", job.id(), job.detail());
            }
        });
    }
}
