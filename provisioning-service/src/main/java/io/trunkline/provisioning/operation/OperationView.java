package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * JSON of an operation and its timeline.
 *
 * @param successor the operation that fills the slot in its place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationView(UUID id, OperationKind kind, OperationState state, String workspaceId, List<StepView> steps,
        Result result, Error error, UUID successor) {

    /**
     * One step of the timeline.
     *
     * @param error why the step failed
     * @param note what a step that has not failed waits for
     * @param tried the carriers that could not deliver the number, with their error codes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepView(Step name, OperationStep.State state, int attempt, Instant startedAt, Instant endedAt,
            String error, String note, String tried) {
    }

    /** The number of a completed operation. */
    public record Result(UUID numberId, String phoneNumber) {
    }

    /** Why the operation failed. */
    public record Error(String code, String detail) {
    }

    /** A started operation whose row cannot be read at the moment. */
    public static OperationView started(UUID id, String workspaceId) {
        return new OperationView(id, null, null, workspaceId, null, null, null, null);
    }

    static OperationView of(Operation operation, List<OperationStep> steps) {
        return new OperationView(operation.id(), operation.kind(), operation.state(), operation.workspaceId(),
                steps.stream().map(OperationView::of).toList(),
                operation.isCompleted() ? new Result(operation.numberId(), operation.e164()) : null,
                operation.errorCode() == null ? null : new Error(operation.errorCode(), operation.errorDetail()),
                operation.successorId());
    }

    private static StepView of(OperationStep step) {
        boolean failed = step.state() == OperationStep.State.FAILED;
        return new StepView(step.name(), step.state(), step.attempt(), step.startedAt(), step.endedAt(),
                failed ? step.detail() : null,
                failed ? null : step.detail(), step.failedAttempts());
    }
}
