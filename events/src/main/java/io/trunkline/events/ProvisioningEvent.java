package io.trunkline.events;

import java.time.Instant;
import java.util.UUID;

/** Outcomes of operations, published by provisioning-service. */
public sealed interface ProvisioningEvent extends Event {

    @Override
    default String topic() {
        return Topics.PROVISIONING;
    }

    @Override
    default String key() {
        return workspaceId();
    }

    /**
     * The workspace owns the number, its webhooks are set and the payment is settled.
     *
     * @param type the use of the number: primary, sales, support or custom
     */
    @WireType("io.trunkline.provisioning.ProvisioningCompleted.v1")
    record ProvisioningCompleted(UUID operationId, String workspaceId, String slot, UUID numberId, String e164,
            String type, Instant completedAt) implements ProvisioningEvent {
    }

    /**
     * The operation failed and all of its steps were compensated.
     *
     * @param retryAt when it is retried automatically; null: never
     */
    @WireType("io.trunkline.provisioning.ProvisioningFailed.v1")
    record ProvisioningFailed(UUID operationId, String workspaceId, String slot, String code, String detail, Instant retryAt,
            Instant failedAt) implements ProvisioningEvent {
    }

    /** The workspace no longer owns the number. */
    @WireType("io.trunkline.provisioning.ReleaseCompleted.v1")
    record ReleaseCompleted(UUID operationId, String workspaceId, String slot, UUID numberId, String e164,
            Instant completedAt) implements ProvisioningEvent {
    }

    /** An operation cannot end automatically: a person must handle it. */
    @WireType("io.trunkline.provisioning.OperationNeedsAttention.v1")
    record OperationNeedsAttention(UUID operationId, String workspaceId, String kind, String step, String code, String detail,
            Instant occurredAt) implements ProvisioningEvent {
    }
}
