package io.trunkline.carrier.number;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.PhoneNumbers;

/**
 * Releases numbers until the carrier's list does not show them. The response alone is not enough: a proxy may have sent a
 * 404, and a carrier may still refuse a release that it has accepted. A list is believed only when it is that of the account
 * which had the number.
 */
@ApplicationScoped
class ReleaseHandler implements JobHandler<NumberRelease> {

    /** Used when the date of purchase is unknown: SignalWire's holding period is counted in days. */
    private static final Duration DEFAULT_HOLDING_WAIT = Duration.ofHours(12);
    private static final CarrierException STILL_LISTED = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
            "The carrier confirmed the release, and its list still shows the number");

    private final AccountRegistry accounts;
    private final AccountProof proof;
    private final JobRepository jobs;
    private final Backoff backoff;

    ReleaseHandler(AccountRegistry accounts, AccountProof proof, JobRepository jobs, Backoff backoff) {
        this.accounts = accounts;
        this.proof = proof;
        this.jobs = jobs;
        this.backoff = backoff;
    }

    @Override
    public Class<NumberRelease> jobClass() {
        return NumberRelease.class;
    }

    @Override
    public Uni<Void> handle(NumberRelease job) {
        return accounts.forJob(job)
                .flatMap(carrier -> proof.accountOf(job).flatMap(account -> {
                    AccountProof.requireAccount(carrier, account);
                    return job.carrierNumberId() == null ? findAndRelease(job, carrier, account)
                            : release(job, carrier, account);
                }))
                .onFailure(CarrierException.class).recoverWithItem(failure -> handleFailure(job, failure))
                .flatMap(events -> jobs.saveAndRelease(job, events).invoke(() -> logEscalation(job)));
    }

    private static void logEscalation(NumberRelease job) {
        if (job.isEscalationDue()) {
            Log.errorf("%s could not be released at %s and still costs money: %s", PhoneNumbers.mask(job.e164()),
                    job.carrier(), job.detail());
        }
    }

    /**
     * The id is saved before it is used. After a lost response a second look-up could find a later purchase of the same
     * number, which must not be released.
     */
    private Uni<List<CarrierEvent>> findAndRelease(NumberRelease job, Carrier carrier, Optional<String> account) {
        return carrier.findByE164(job.e164()).flatMap(found -> {
            if (found.isEmpty()) {
                return concludeAbsent(job, account.isPresent());
            }
            job.assignCarrierNumber(found.get());
            return jobs.saveProgress(job, List.of())
                    .chain(() -> release(job, carrier, Optional.of(found.get().carrierAccount())));
        });
    }

    private Uni<List<CarrierEvent>> release(NumberRelease job, Carrier carrier, Optional<String> account) {
        return carrier.release(job.carrierNumberId()).replaceWith(true)
                .onFailure(ReleaseHandler::isGone).recoverWithItem(false)
                .flatMap(confirmed -> findHeld(job, carrier).flatMap(held -> held.isPresent()
                        ? Uni.createFrom().item(job.retryLater(STILL_LISTED, backoff.delayFor(STILL_LISTED, job)))
                        : concludeAbsent(job, confirmed || account.isPresent())))
                .onFailure(ReleaseHandler::isTooEarly).recoverWithUni(failure -> findHeld(job, carrier)
                        .map(held -> scheduleNextAttempt(job, carrier, held, (CarrierException) failure)));
    }

    /** @param proven whether the account is known to be the one that had the number */
    private Uni<List<CarrierEvent>> concludeAbsent(NumberRelease job, boolean proven) {
        return (proven ? Uni.createFrom().voidItem() : proof.requireAbsentElsewhere(job)).map(absent -> job.complete());
    }

    /** The number, if the carrier's list shows it. */
    private Uni<Optional<OwnedNumber>> findHeld(NumberRelease job, Carrier carrier) {
        return carrier.findByE164(job.e164()).map(found -> found.filter(job::matches));
    }

    private List<CarrierEvent> scheduleNextAttempt(NumberRelease job, Carrier carrier, Optional<OwnedNumber> held,
            CarrierException failure) {
        return held.map(OwnedNumber::ownedSince)
                .map(since -> job.retryOn(since.plus(carrier.minimumHoldingPeriod()), failure))
                .orElseGet(() -> job.retryLater(failure, failure.retryAfter().orElse(DEFAULT_HOLDING_WAIT)));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof CarrierException refused && refused.failure() == CarrierFailure.NOT_FOUND;
    }

    private static boolean isTooEarly(Throwable failure) {
        return failure instanceof CarrierException refused && refused.failure() == CarrierFailure.RELEASE_TOO_EARLY;
    }

    private List<CarrierEvent> handleFailure(NumberRelease job, CarrierException failure) {
        if (failure.kind() != CarrierFailure.Kind.REFUSED) {
            return job.retryLater(failure, backoff.delayFor(failure, job));
        }
        if (!failure.failure().name().equals(job.code())) {
            Log.errorf("%s refuses to release %s, which still costs money: %s", job.carrier(),
                    PhoneNumbers.mask(job.e164()), failure.getMessage());
        }
        return job.retryLater(failure, backoff.maxDelay());
    }
}
