package io.trunkline.provisioning.number;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.operation.OperationQueries;

/** Waits for an operation as long as the caller likes, and says how it ended: 200 or 201, a problem, or 202. */
@ApplicationScoped
class Answers {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final OperationQueries operations;
    private final NumberService numbers;

    Answers(OperationQueries operations, NumberService numbers) {
        this.operations = operations;
        this.numbers = numbers;
    }

    /** What a request for a number is answered. */
    record NumberAnswer(boolean success, @JsonProperty("phone_number") String phoneNumber, NumberView number,
            String operation) {
    }

    Uni<Response> number(NumberService.Begun begun, Duration wait) {
        if (begun.operation() == null) {
            return Uni.createFrom().item(Response.ok(answer(NumberView.of(begun.slot()), null)).build());
        }
        String workspaceId = begun.slot().workspaceId;
        return operations.awaitEnd(begun.operation(), wait).flatMap(operation -> {
            if (!operation.isEnded()) {
                return stillRunning(operation.id);
            }
            refuseIfFailed(operation);
            return numbers.slot(workspaceId, operation.slot)
                    .map(slot -> Response.status(begun.started() ? Response.Status.CREATED : Response.Status.OK)
                            .entity(answer(NumberView.of(slot), operation.id)).build());
        });
    }

    Uni<Response> released(Operation begun, Duration wait) {
        return operations.awaitEnd(begun.id, wait).flatMap(operation -> {
            if (!operation.isEnded()) {
                return stillRunning(operation.id);
            }
            refuseIfFailed(operation);
            return Uni.createFrom().item(
                    Response.ok(new NumberAnswer(true, operation.e164, null, path(operation.id))).build());
        });
    }

    private Uni<Response> stillRunning(UUID id) {
        return operations.view(id)
                .map(view -> Response.accepted(view).location(URI.create(path(id))).build());
    }

    private static void refuseIfFailed(Operation operation) {
        if (operation.state != Operation.State.COMPLETED) {
            ProvisioningError error = ProvisioningError.of(operation.errorCode);
            throw new ProblemException(error, operation.errorDetail, error.status() == 503 ? TRY_AGAIN : null);
        }
    }

    private static NumberAnswer answer(NumberView number, UUID operation) {
        return new NumberAnswer(true, number.phoneNumber(), number, operation == null ? null : path(operation));
    }

    private static String path(UUID operation) {
        return "/api/operations/" + operation;
    }
}
