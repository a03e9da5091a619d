package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Asks again where an answer is overdue. Every instance scans; the row's lock and deadline make it once. */
@ApplicationScoped
class OverdueOperations {

    private final OperationRepository operations;
    private final Saga saga;

    OverdueOperations(OperationRepository operations, Saga saga) {
        this.operations = operations;
        this.saga = saga;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> scan() {
        return due().onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(this::askAgain)
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> {
                    Log.warnf("Overdue operations wait for the next scan: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    @WithSession
    Uni<List<UUID>> due() {
        return operations.due(Instant.now());
    }

    @WithTransaction
    Uni<Void> askAgain(UUID id) {
        return operations.lock(id).flatMap(operation -> operation.isEnded() || operation.deadline.isAfter(Instant.now())
                ? Uni.createFrom().voidItem()
                : saga.sayAgain(operation));
    }
}
