package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.web.Polling;

/** Reads operations, each time in a new session. */
@ApplicationScoped
public class OperationQueryService {

    private final OperationRepository operations;

    OperationQueryService(OperationRepository operations) {
        this.operations = operations;
    }

    /** Null when unknown. */
    @WithSession
    public Uni<OperationView> view(UUID id) {
        return operations.findById(id).flatMap(operation -> operation == null ? Uni.createFrom().nullItem()
                : operations.steps(id).map(steps -> OperationView.of(operation, steps)));
    }

    @WithSession
    public Uni<Operation> find(UUID id) {
        return operations.findById(id);
    }

    /** The operation when it has ended, or its last state after the wait. No session is held while waiting. */
    public Uni<Operation> awaitEnd(UUID id, Duration atMost) {
        return Polling.until(() -> find(id), Operation::isEnded, atMost);
    }
}
