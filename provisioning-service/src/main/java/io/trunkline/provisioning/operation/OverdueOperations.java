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
class OverdueOperations {

    private final OperationRepository operations;
    private final Saga saga;
    private final OperationConfig config;

    OverdueOperations(OperationRepository operations, Saga saga, OperationConfig config) {
        this.operations = operations;
        this.saga = saga;
        this.config = config;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> scan() {
        // As exactly as the database keeps it: who has moved on meanwhile is known by another deadline.
        Instant until = Instant.now().plus(config.answerWithin()).truncatedTo(ChronoUnit.MICROS);
        return putOff(until).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> askAgain(id, until)
                        .onFailure().recoverWithUni(failure -> later("Operation " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> later("Every overdue operation", failure));
    }

    @WithTransaction
    Uni<List<UUID>> putOff(Instant until) {
        return operations.putOffDue(until);
    }

    @WithTransaction
    Uni<Void> askAgain(UUID id, Instant until) {
        return operations.lock(id).flatMap(operation -> operation.isEnded() || !until.equals(operation.deadline)
                ? Uni.createFrom().voidItem()
                : saga.sayAgain(operation));
    }

    private static Uni<Void> later(String who, Throwable failure) {
        Log.warnf("%s is asked for later: %s", who, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
