package io.trunkline.carrier.account;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** The bulkheads of one account and instance: one for jobs, one for all other calls. */
final class Bulkheads {

    private final String carrier;
    private final Guard jobs;
    private final Guard others;

    Bulkheads(String carrier, CallConfig config) {
        this.carrier = carrier;
        this.jobs = bulkhead(config.maxConcurrent(), config.maxWaiting());
        this.others = bulkhead(config.maxConcurrentInteractive(), config.maxWaitingInteractive());
    }

    private static Guard bulkhead(int maxConcurrent, int maxWaiting) {
        return Guard.create().withBulkhead().limit(maxConcurrent).queueSize(maxWaiting).done().build();
    }

    /** Makes the call when there is room. Fails with {@code RATE_LIMITED} when too many calls wait already. */
    <T> Uni<T> call(CallPurpose purpose, Supplier<Uni<T>> call) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Guard bulkhead = purpose == CallPurpose.JOB ? jobs : others;
        return bulkhead.get(() -> orCancelled(cancelled, call.get()), new TypeLiteral<Uni<T>>() {
            private static final long serialVersionUID = 1L;
        })
                .onFailure(BulkheadException.class).transform(full -> new CarrierException(CarrierFailure.RATE_LIMITED,
                        "Too many calls to the carrier '" + carrier + "' are waiting").unsent())
                .onCancellation().invoke(() -> cancelled.complete(null));
    }

    /** The bulkhead does not see a cancellation: without this it would stay occupied until the response. */
    private static <T> Uni<T> orCancelled(CompletableFuture<Void> cancelled, Uni<T> call) {
        Uni<T> cancellation = Uni.createFrom().completionStage(cancelled)
                .flatMap(ignored -> Uni.createFrom().failure(new CancellationException("The caller cancelled")));
        return cancelled.isDone() ? cancellation : Uni.combine().any().of(cancellation, call);
    }
}
