package io.trunkline.events;

import java.time.Instant;
import java.util.UUID;

/** Events about numbers, published by inventory-service, the only source of who owns a number. */
public sealed interface NumberEvent extends Event {

    @Override
    default String topic() {
        return Topics.NUMBERS;
    }

    /** A number was added to the stock and is not assigned yet. */
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
     * Inbound traffic on the number belongs to this workspace from {@code assignedAt} until {@link NumberReleased}.
     *
     * @param slot the entitlement that the number fills; one number per workspace and slot
     * @param carrierAccount the carrier's id of the account that holds the number; null for a number that was added manually
     *        and not yet seen at the carrier
     * @param carrierNumberId the carrier's id of the number; null in the same case
     * @param orderId the order that bought the number; null for a number that was added manually
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

    /**
     * The workspace no longer owns the number. It is in quarantine or returned, and not offered to any workspace.
     *
     * @param assignedAt of the {@link NumberAssigned} that ends: no consumer must find it by comparing times. Null in events
     *        of earlier versions
     */
    @WireType("io.trunkline.numbers.NumberReleased.v1")
    record NumberReleased(UUID numberId, String e164, String workspaceId, String slot, UUID operationId, Disposal disposal,
            Instant releasedAt, Instant quarantinedUntil, Instant assignedAt) implements NumberEvent {

        /** A release that does not name its assignment. */
        public NumberReleased(UUID numberId, String e164, String workspaceId, String slot, UUID operationId, Disposal disposal,
                Instant releasedAt, Instant quarantinedUntil) {
            this(numberId, e164, workspaceId, slot, operationId, disposal, releasedAt, quarantinedUntil, null);
        }

        @Override
        public String key() {
            return e164;
        }
    }

    /** The number is no longer on our account at the carrier. */
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

    /** No free number matches the claim, numbers locked by other claims included. */
    @WireType("io.trunkline.numbers.NoNumberAvailable.v1")
    record NoNumberAvailable(UUID operationId, String workspaceId, String slot, NumberCriteria criteria,
            Instant occurredAt) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }

    /**
     * A number that was bought for an operation cannot be assigned to its workspace, because it is in quarantine, set aside or
     * assigned already. Nothing changed.
     */
    @WireType("io.trunkline.numbers.NumberAssignmentRefused.v1")
    record NumberAssignmentRefused(UUID operationId, String workspaceId, String slot, String e164,
            String code) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }

    /** A release was refused: the number is not, or no longer, assigned to the workspace. */
    @WireType("io.trunkline.numbers.NumberReleaseRefused.v1")
    record NumberReleaseRefused(UUID operationId, String workspaceId, UUID numberId, String code) implements NumberEvent {
        @Override
        public String key() {
            return workspaceId;
        }
    }
}
