package io.trunkline.events;

import java.time.Instant;
import java.util.UUID;

/** Facts about numbers, by inventory-service, the only one that says who owns a number. */
public sealed interface NumberEvent extends Event {

    @Override
    default String topic() {
        return Topics.NUMBERS;
    }

    /** A number joined the stock and belongs to nobody yet. */
    @WireType("io.trunkline.numbers.NumberAdded.v1")
    record NumberAdded(UUID numberId, String e164, NumberType numberType, String country, String carrier,
            String carrierAccount, String carrierNumberId, UUID orderId, Instant occurredAt) implements NumberEvent {
        @Override
        public String key() {
            return e164;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /**
     * From {@code assignedAt} on, what comes in on the number belongs to this workspace, until {@link NumberReleased}.
     *
     * @param slot which of the workspace's entitlements it fills; one number per workspace and slot
     * @param carrierAccount the carrier's id of the account that holds the number; null when added by hand and not yet seen
     * @param carrierNumberId the carrier's id of the number; null likewise
     * @param orderId the order by which the number was bought; null when added by hand
     */
    @WireType("io.trunkline.numbers.NumberAssigned.v1")
    record NumberAssigned(UUID numberId, String e164, NumberType numberType, String country, String carrier,
            String carrierAccount, String carrierNumberId, String workspaceId, String slot, UUID operationId,
            Instant assignedAt, UUID orderId) implements NumberEvent {
        @Override
        public String key() {
            return e164;
        }
    }

    /** The workspace lost the number; it rests (or leaves) and is offered to nobody. */
    @WireType("io.trunkline.numbers.NumberReleased.v1")
    record NumberReleased(UUID numberId, String e164, String workspaceId, String slot, UUID operationId, Disposal disposal,
            Instant releasedAt, Instant quarantinedUntil) implements NumberEvent {
        @Override
        public String key() {
            return e164;
        }
    }

    /** The carrier no longer holds the number for us. */
    @WireType("io.trunkline.numbers.NumberRetired.v1")
    record NumberRetired(UUID numberId, String e164, Instant retiredAt) implements NumberEvent {
        @Override
        public String key() {
            return e164;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /** No free number fits the claim: true at the moment it was said, never merely "all of them are locked". */
    @WireType("io.trunkline.numbers.NoNumberAvailable.v1")
    record NoNumberAvailable(UUID operationId, String workspaceId, String slot, NumberCriteria criteria,
            Instant occurredAt) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }

    /**
     * A number that was bought for an operation cannot be given to its workspace: our books have it resting, set aside or
     * somebody's. Nothing changed.
     */
    @WireType("io.trunkline.numbers.NumberAssignmentRefused.v1")
    record NumberAssignmentRefused(UUID operationId, String workspaceId, String slot, String e164,
            String code) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }

    /** A release was refused: the number is not, or no longer, the workspace's. */
    @WireType("io.trunkline.numbers.NumberReleaseRefused.v1")
    record NumberReleaseRefused(UUID operationId, String workspaceId, UUID numberId, String code) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }
}
