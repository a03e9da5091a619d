package io.trunkline.carrier.job;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.events.CarrierEvent;

/** Looks up the outcome of a call at its carrier. */
@ApplicationScoped
public class OutcomeLookup {

    private final Backoff backoff;

    OutcomeLookup(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * Concludes from what the carrier returns. A failed query concludes nothing about the call: the job is looked up
     * again later. The same holds for an account that is not configured in this instance, because another instance may
     * have it.
     *
     * @param account fails when it is not configured
     */
    public <T> Uni<List<CarrierEvent>> run(LookupJob job, Uni<Carrier> account, Function<Carrier, Uni<T>> query,
            BiFunction<Carrier, T, Uni<List<CarrierEvent>>> conclude) {
        return account
                .flatMap(carrier -> query.apply(carrier)
                        .<Supplier<Uni<List<CarrierEvent>>>> map(found -> () -> conclude.apply(carrier, found)))
                .onItemOrFailure().transformToUni((conclusion, failure) -> {
                    if (failure instanceof CarrierException cause) {
                        return Uni.createFrom().item(job.recordLookupFailure(cause, backoff.delayFor(cause, job)));
                    }
                    return failure == null ? conclusion.get() : Uni.createFrom().failure(failure);
                });
    }
}
