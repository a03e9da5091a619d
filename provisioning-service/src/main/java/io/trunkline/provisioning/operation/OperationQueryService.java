package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.web.Polling;

/** Reads operations, each time in a new session. */
@ApplicationScoped
public class OperationQueryService {

    private final OperationRepository operations;
    private final DatabaseClock clock;

    OperationQueryService(OperationRepository operations, DatabaseClock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** Null when unknown. */
    @WithSession
    public Uni<OperationView> view(UUID id) {
        return operations.findById(id).flatMap(operation -> operation == null ? Uni.createFrom().nullItem()
                : operations.steps(id).map(steps -> OperationView.of(operation, steps)));
    }

    /** The operation, or the last of those that were started in its place. */
    @WithSession
    public Uni<Operation> findLatest(UUID id) {
        return latest(id);
    }

    /** The latest operation when it has ended, or its last state after the wait. No session is held while waiting. */
    public Uni<Operation> awaitEnd(UUID id, Duration atMost) {
        return Polling.until(() -> findLatest(id), Operation::isEnded, atMost);
    }

    /** Operations that have not ended, the oldest first; one more than the limit if there is a next page. */
    @WithSession
    Uni<List<OpenOperation>> open(Set<OperationState> states, UUID after, int limit) {
        return clock.now().flatMap(now -> operations.open(states, after, limit).map(
                rows -> rows.stream().map(row -> OpenOperation.of((Operation) row[0], (OperationStep) row[1], now)).toList()));
    }

    private Uni<Operation> latest(UUID id) {
        return operations.findById(id).flatMap(operation -> operation == null || operation.successorId() == null
                ? Uni.createFrom().item(operation)
                : latest(operation.successorId()));
    }
}
