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
import io.trunkline.provisioning.operation.OperationQueryService;
import io.trunkline.provisioning.operation.OperationView;

/**
 * Waits for an operation and builds the HTTP response: 200 or 201 when it completed, a problem when it failed, 202 while it
 * runs. The operation is committed: when its row cannot be read, the request has not failed and the response is 202 too.
 */
@ApplicationScoped
class OperationResponses {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final OperationQueryService operations;

    OperationResponses(OperationQueryService operations) {
        this.operations = operations;
    }

    /** JSON of the response to a request for a number. */
    record NumberResponse(boolean success, @JsonProperty("phone_number") String phoneNumber, NumberView number,
            String operation) {
    }

    Uni<Response> provisioned(NumberService.SlotOperation slotOperation, Duration maxWait) {
        if (slotOperation.operationId() == null) {
            return Uni.createFrom().item(Response.ok(numberResponse(NumberView.of(slotOperation.slot()), null)).build());
        }
        Response.Status status = slotOperation.isNew() ? Response.Status.CREATED : Response.Status.OK;
        return respondWhenEnded(slotOperation.operationId(), slotOperation.slot().workspaceId(), maxWait,
                operation -> Response.status(status)
                        .entity(numberResponse(NumberView.of(slotOperation.slot(), operation), operation.id())).build());
    }

    Uni<Response> released(Operation operation, Duration maxWait) {
        return respondWhenEnded(operation.id(), operation.workspaceId(), maxWait,
                ended -> Response.ok(new NumberResponse(true, ended.e164(), null, location(ended.id()))).build());
    }

    private Uni<Response> respondWhenEnded(UUID id, String workspaceId, Duration maxWait,
            Function<Operation, Response> completed) {
        return operations.awaitEnd(id, maxWait).onFailure().recoverWithItem(failure -> logUnreadable(id, failure))
                .flatMap(operation -> {
                    if (operation == null || !operation.isEnded()) {
                        return accepted(operation == null ? id : operation.id(), workspaceId);
                    }
                    requireCompleted(operation);
                    return Uni.createFrom().item(completed.apply(operation));
                });
    }

    private Uni<Response> accepted(UUID id, String workspaceId) {
        return operations.view(id).onFailure().recoverWithItem(() -> OperationView.started(id, workspaceId))
                .map(view -> Response.accepted(view).header(HttpHeaders.LOCATION, location(id)).build());
    }

    private static Operation logUnreadable(UUID id, Throwable failure) {
        Log.warnf("Operation %s was started and cannot be read: %s", id, failure.toString());
        return null;
    }

    private static void requireCompleted(Operation operation) {
        if (!operation.isCompleted()) {
            ProvisioningError error = ProvisioningError.of(operation.errorCode());
            throw new ProblemException(error, operation.errorDetail(), error.status() == 503 ? RETRY_AFTER : null);
        }
    }

    private static NumberResponse numberResponse(NumberView number, UUID operation) {
        return new NumberResponse(true, number.phoneNumber(), number, operation == null ? null : location(operation));
    }

    private static String location(UUID operation) {
        return "/api/operations/" + operation;
    }
}
