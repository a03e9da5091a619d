package io.trunkline.carrier.release;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.Jobs;
import io.trunkline.carrier.job.Worker;
import io.trunkline.carrier.registry.Carriers;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.number.PhoneNumbers;

/** Gives numbers back until the carrier says that they are gone. */
@ApplicationScoped
class ReleaseWorker implements Worker<NumberRelease> {

    /** A carrier that does not say when: SignalWire's period is counted in days. */
    private static final Duration TOO_EARLY = Duration.ofHours(12);

    private final Carriers carriers;
    private final Jobs jobs;
    private final Backoff backoff;

    ReleaseWorker(Carriers carriers, Jobs jobs, Backoff backoff) {
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
        return carriers.of(job)
                .flatMap(carrier -> job.carrierNumberId() == null ? findAndRelease(job, carrier)
                        : carrier.release(job.carrierNumberId()))
                .map(gone -> job.released())
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(job, failure))
                .flatMap(news -> jobs.done(job, news));
    }

    /**
     * The id is saved before it is used: looked up again after a lost answer, the same digits may be another purchase of them,
     * which nobody wants released.
     */
    private Uni<Void> findAndRelease(NumberRelease job, Carrier carrier) {
        return carrier.findByE164(job.e164()).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            job.found(found.get());
            return jobs.keep(job, List.of()).chain(() -> carrier.release(job.carrierNumberId()));
        });
    }

    private List<CarrierEvent> conclude(NumberRelease job, CarrierException failure) {
        if (failure.failure() == CarrierFailure.NOT_FOUND) {
            return job.released();
        }
        if (failure.failure() == CarrierFailure.RELEASE_TOO_EARLY) {
            return job.notReleased(failure, failure.retryAfter().orElse(TOO_EARLY));
        }
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
