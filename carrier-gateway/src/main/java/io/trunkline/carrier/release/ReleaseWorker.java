package io.trunkline.carrier.release;

import java.util.List;
import java.util.Optional;

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
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.number.PhoneNumbers;

/** Gives numbers back until the carrier says that they are gone. */
@ApplicationScoped
class ReleaseWorker implements Worker<NumberRelease> {

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
        return carriers.named(job.carrier())
                .flatMap(carrier -> numberId(job, carrier).flatMap(id -> id.isEmpty() ? Uni.createFrom().voidItem()
                        : carrier.release(id.get())))
                .map(gone -> job.released())
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(job, failure))
                .flatMap(news -> jobs.done(job, news));
    }

    /** Empty: the account does not hold the number. */
    private static Uni<Optional<String>> numberId(NumberRelease job, Carrier carrier) {
        return job.carrierNumberId() != null ? Uni.createFrom().item(Optional.of(job.carrierNumberId()))
                : carrier.findByE164(job.e164()).map(found -> found.map(OwnedNumber::carrierNumberId));
    }

    private List<CarrierEvent> conclude(NumberRelease job, CarrierException failure) {
        if (failure.failure() == CarrierFailure.NOT_FOUND) {
            return job.released();
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
