package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Resends the command of each operation whose reply is overdue. Every instance scans. An instance first sets a new deadline,
 * so that no other instance resends, and so that an operation which fails does not block the others.
 */
@ApplicationScoped
class OverdueOperationScheduler {

    private final OperationRepository operations;
    private final Saga saga;
    private final OperationConfig config;

    OverdueOperationScheduler(OperationRepository operations, Saga saga, OperationConfig config) {
        this.operations = operations;
        this.saga = saga;
        this.config = config;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> resendOverdue() {
        // In the precision of the database: an operation with another deadline has moved on since the claim.
        Instant nextDeadline = Instant.now().plus(config.replyTimeout()).truncatedTo(ChronoUnit.MICROS);
        return claim(nextDeadline).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> resend(id, nextDeadline)
                        .onFailure().recoverWithUni(failure -> logPostponed("Operation " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> logPostponed("The overdue operations", failure));
    }

    @WithTransaction
    Uni<List<UUID>> claim(Instant nextDeadline) {
        return operations.claimOverdue(nextDeadline);
    }

    @WithTransaction
    Uni<Void> resend(UUID id, Instant nextDeadline) {
        return operations.lock(id).flatMap(operation -> operation.isEnded() || !nextDeadline.equals(operation.deadline())
                ? Uni.createFrom().voidItem()
                : saga.resend(operation));
    }

    private static Uni<Void> logPostponed(String what, Throwable failure) {
        Log.warnf("The resend failed and is repeated at the next deadline, for %s: %s", what, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
