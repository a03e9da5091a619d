package io.trunkline.kit.deadletter;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.TransientFailures;
import io.trunkline.kit.messaging.RecordRetry;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** The dead letters of this service. */
@ApplicationScoped
class DeadLetterService {

    private final DeadLetterRepository repository;
    private final DeadLetterReplayer replayer;
    private final RecordRetry retry;

    DeadLetterService(DeadLetterRepository repository, DeadLetterReplayer replayer, RecordRetry retry) {
        this.repository = repository;
        this.replayer = replayer;
        this.retry = retry;
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    Uni<List<DeadLetter>> page(UUID after, DeadLetterStatus status, int limit) {
        return repository.page(after, status, limit);
    }

    /** Fails with NOT_FOUND when it does not exist. */
    Uni<DeadLetter> find(UUID id) {
        return repository.find(id).onItem().ifNull()
                .failWith(() -> new ProblemException(CommonError.NOT_FOUND, "The dead letter does not exist"));
    }

    /** Returns the replayed dead letter. Fails with REPLAY_FAILED and the reason, and leaves it open. */
    Uni<DeadLetter> replay(UUID id, String by) {
        return find(id).chain(letter -> retry.once(() -> replayer.replay(letter, by)))
                .onFailure(DeadLetterService::isRejection).transform(failure -> new ProblemException(CommonError.REPLAY_FAILED,
                        DeadLetterWriter.reasonOf(failure)))
                .invoke(isNew -> log(isNew, id, "replayed", by))
                .chain(() -> find(id));
    }

    /** Returns the discarded dead letter. */
    Uni<DeadLetter> discard(UUID id, String by, String reason) {
        return find(id).chain(letter -> replayer.discard(id, by, reason))
                .invoke(isNew -> log(isNew, id, "discarded", by))
                .chain(() -> find(id));
    }

    private static void log(boolean isNew, UUID id, String outcome, String by) {
        if (isNew) {
            Log.infof("Dead letter %s was %s by %s", id, outcome, by);
        }
    }

    private static boolean isRejection(Throwable failure) {
        return !(failure instanceof ProblemException) && !TransientFailures.isTransient(failure);
    }
}
