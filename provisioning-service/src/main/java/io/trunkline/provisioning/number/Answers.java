package io.trunkline.provisioning.number;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.operation.Operation;
import io.trunkline.provisioning.operation.OperationQueries;
import io.trunkline.provisioning.operation.OperationView;

/**
 * Waits for an operation as long as the caller likes, and says how it ended: 200 or 201, a problem, or 202. The operation
 * has begun: when its row cannot be read, that is no failure of the request, and the answer is 202 too.
 */
@ApplicationScoped
class Answers {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final OperationQueries operations;

    Answers(OperationQueries operations) {
        this.operations = operations;
    }

    /** What a request for a number is answered. */
    record NumberAnswer(boolean success, @JsonProperty("phone_number") String phoneNumber, NumberView number,
            String operation) {
    }

    Uni<Response> number(NumberService.Begun begun, Duration wait) {
        if (begun.operation() == null) {
            return Uni.createFrom().item(Response.ok(answer(NumberView.of(begun.slot()), null)).build());
        }
        Response.Status status = begun.started() ? Response.Status.CREATED : Response.Status.OK;
        return ended(begun.operation(), begun.slot().workspaceId, wait, operation -> Response.status(status)
                .entity(answer(NumberView.of(begun.slot(), operation), operation.id)).build());
    }

    Uni<Response> released(Operation begun, Duration wait) {
        return ended(begun.id, begun.workspaceId, wait,
                operation -> Response.ok(new NumberAnswer(true, operation.e164, null, path(operation.id))).build());
    }

    private Uni<Response> ended(UUID id, String workspaceId, Duration wait, Function<Operation, Response> completed) {
        return operations.awaitEnd(id, wait).onFailure().recoverWithItem(failure -> unread(id, failure))
                .flatMap(operation -> {
                    if (operation == null || !operation.isEnded()) {
                        return stillRunning(id, workspaceId);
                    }
                    refuseIfFailed(operation);
                    return Uni.createFrom().item(completed.apply(operation));
                });
    }

    private Uni<Response> stillRunning(UUID id, String workspaceId) {
        return operations.view(id).onFailure().recoverWithItem(() -> OperationView.begun(id, workspaceId))
                .map(view -> Response.accepted(view).header(HttpHeaders.LOCATION, path(id)).build());
    }

    private static Operation unread(UUID id, Throwable failure) {
        Log.warnf("Operation %s has begun and cannot be read: %s", id, failure.toString());
        return null;
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
