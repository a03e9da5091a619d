package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One open operation.
 *
 * @param ageSeconds since its start
 * @param step what it waits for
 * @param nextStep what runs when the step succeeds; null: it ends
 * @param reason what the step waits for, or why the operation is compensated; null: only for the reply
 * @param attempt how often the step's command was sent
 * @param resendAt when it is sent again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OpenOperation(UUID id, OperationKind kind, OperationState state, String workspaceId, String slot, long ageSeconds,
        Step step, Step nextStep, String reason, int attempt, Instant resendAt) {

    static OpenOperation of(Operation operation, OperationStep step, Instant now) {
        return new OpenOperation(operation.id(), operation.kind(), operation.state(), operation.workspaceId(),
                operation.slot(), Duration.between(operation.createdAt(), now).toSeconds(), operation.step(),
                operation.nextStep().orElse(null), step.detail() == null ? operation.errorCode() : step.detail(),
                step.attempt(), operation.deadline());
    }
}
