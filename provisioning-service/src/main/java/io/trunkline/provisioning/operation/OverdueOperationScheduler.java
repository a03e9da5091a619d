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
 * Asks again where an answer is overdue. Every instance scans: whoever finds an operation puts it off first, so that nobody
 * else asks for it, and so that one which cannot be asked for does not stop those behind it.
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
        // As exactly as the database keeps it: who has moved on meanwhile is known by another deadline.
        Instant nextDeadline = Instant.now().plus(config.replyTimeout()).truncatedTo(ChronoUnit.MICROS);
        return claim(nextDeadline).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> resend(id, nextDeadline)
                        .onFailure().recoverWithUni(failure -> logPostponed("Operation " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> logPostponed("Every overdue operation", failure));
    }

    @WithTransaction
    Uni<List<UUID>> claim(Instant nextDeadline) {
        return operations.claimOverdue(nextDeadline);
    }

    @WithTransaction
    Uni<Void> resend(UUID id, Instant nextDeadline) {
        return operations.lock(id).flatMap(operation -> operation.isEnded() || !nextDeadline.equals(operation.deadline)
                ? Uni.createFrom().voidItem()
                : saga.resend(operation));
    }

    private static Uni<Void> logPostponed(String what, Throwable failure) {
        Log.warnf("%s is asked for later: %s", what, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
