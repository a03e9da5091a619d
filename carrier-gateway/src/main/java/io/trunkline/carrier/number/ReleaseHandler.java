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
 * Gives numbers back until the carriers' own lists do not show them any more. That a carrier says so is not enough: a 404 may
 * come from somebody in between, and a release that was taken may still be refused behind it.
 */
@ApplicationScoped
class ReleaseHandler implements JobHandler<NumberRelease> {

    /** When neither the carrier nor its list says since when it is ours: SignalWire's period is counted in days. */
    private static final Duration TOO_EARLY = Duration.ofHours(12);
    private static final CarrierException STILL_THERE = new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
            "The carrier said that it is gone, and its list still shows it");

    private final AccountRegistry carriers;
    private final JobRepository jobs;
    private final Backoff backoff;

    ReleaseHandler(AccountRegistry carriers, JobRepository jobs, Backoff backoff) {
        this.carriers = carriers;
        this.jobs = jobs;
        this.backoff = backoff;
    }

    @Override
    public Class<NumberRelease> kind() {
        return NumberRelease.class;
    }

    @Override
    public Uni<Void> work(NumberRelease job) {
        return carriers.forJob(job)
                .flatMap(carrier -> job.carrierNumberId() == null ? findAndRelease(job, carrier) : release(job, carrier))
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(job, failure))
                .flatMap(news -> jobs.done(job, news).invoke(() -> tell(job)));
    }

    private static void tell(NumberRelease job) {
        if (job.isToBeTold()) {
            Log.errorf("%s cannot be given back to %s, and it is paid for until then: %s", PhoneNumbers.mask(job.e164()),
                    job.carrier(), job.detail());
        }
    }

    /**
     * The id is saved before it is used: looked up again after a lost answer, the same digits may be another purchase of them,
     * which nobody wants released.
     */
    private Uni<List<CarrierEvent>> findAndRelease(NumberRelease job, Carrier carrier) {
        return carrier.findByE164(job.e164()).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(job.released());
            }
            job.found(found.get());
            return jobs.keep(job, List.of()).chain(() -> release(job, carrier));
        });
    }

    private Uni<List<CarrierEvent>> release(NumberRelease job, Carrier carrier) {
        return carrier.release(job.carrierNumberId())
                .onFailure(ReleaseHandler::isGone).recoverWithNull()
                .chain(() -> held(job, carrier))
                .map(held -> held.isEmpty() ? job.released()
                        : job.notReleased(STILL_THERE, backoff.after(STILL_THERE, job)))
                .onFailure(ReleaseHandler::isTooEarly).recoverWithUni(failure -> held(job, carrier)
                        .map(held -> whenItMayGo(job, carrier, held, (CarrierException) failure)));
    }

    /** The number, if the carrier's list shows it. */
    private Uni<Optional<OwnedNumber>> held(NumberRelease job, Carrier carrier) {
        return carrier.findByE164(job.e164()).map(found -> found.filter(job::isAbout));
    }

    private List<CarrierEvent> whenItMayGo(NumberRelease job, Carrier carrier, Optional<OwnedNumber> held,
            CarrierException failure) {
        return held.map(OwnedNumber::ownedSince)
                .map(since -> job.notBefore(since.plus(carrier.leastHolding()), failure))
                .orElseGet(() -> job.notReleased(failure, failure.retryAfter().orElse(TOO_EARLY)));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof CarrierException refused && refused.failure() == CarrierFailure.NOT_FOUND;
    }

    private static boolean isTooEarly(Throwable failure) {
        return failure instanceof CarrierException refused && refused.failure() == CarrierFailure.RELEASE_TOO_EARLY;
    }

    private List<CarrierEvent> conclude(NumberRelease job, CarrierException failure) {
        if (failure.kind() != CarrierFailure.Kind.REFUSED) {
            return job.notReleased(failure, backoff.after(failure, job));
        }
        if (!failure.failure().name().equals(job.code())) {
            Log.errorf("%s refuses to take %s back, and it is paid for until then: %s", job.carrier(),
                    PhoneNumbers.mask(job.e164()), failure.getMessage());
        }
        return job.notReleased(failure, backoff.longest());
    }
}
