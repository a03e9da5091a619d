package io.trunkline.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Outcomes of what carrier-gateway was told to do. */
public sealed interface CarrierEvent extends Event {

    @Override
    default String topic() {
        return Topics.CARRIER_EVENTS;
    }

    /**
     * The number is ours and paid from {@code orderedAt} on, its webhooks set with the purchase.
     *
     * @param attempts carriers asked in vain before this one, in their order; never null
     */
    @WireType("io.trunkline.carrier-events.NumberOrdered.v1")
    record NumberOrdered(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
            String slot, String e164, NumberType numberType, String country, String carrier, String carrierAccount,
            String carrierNumberId, Capabilities capabilities, Instant orderedAt,
            List<CarrierAttempt> attempts) implements CarrierEvent {

        public NumberOrdered {
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }

        /** By the first carrier that was asked. */
        public NumberOrdered(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
                String slot, String e164, NumberType numberType, String country, String carrier, String carrierAccount,
                String carrierNumberId, Capabilities capabilities, Instant orderedAt) {
            this(orderId, operationId, purpose, workspaceId, workspaceName, slot, e164, numberType, country, carrier,
                    carrierAccount, carrierNumberId, capabilities, orderedAt, List.of());
        }

        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /**
     * Nothing was bought and nothing will be.
     *
     * @param carrier the last one asked; null when none could be chosen
     * @param attempts carriers asked in vain before this one, in their order; never null
     */
    @WireType("io.trunkline.carrier-events.NumberOrderFailed.v1")
    record NumberOrderFailed(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
            String carrier, String code, String detail, List<CarrierAttempt> attempts) implements CarrierEvent {

        public NumberOrderFailed {
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }

        /** At the first carrier that was asked. */
        public NumberOrderFailed(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
                String carrier, String code, String detail) {
            this(orderId, operationId, purpose, workspaceId, e164, carrier, code, detail, List.of());
        }

        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /** The carrier may or may not have sold the number; it is looked up before anything else. Another outcome follows. */
    @WireType("io.trunkline.carrier-events.NumberOrderUnknown.v1")
    record NumberOrderUnknown(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
            String carrier) implements CarrierEvent {
        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /**
     * Whether the number was bought cannot be found out by asking, or another one is held under the order's reference: the
     * order stands as it is until a person decides. Nothing more is tried.
     *
     * @param code why the last question failed, or {@code OTHER_NUMBER_SOLD}
     */
    @WireType("io.trunkline.carrier-events.NumberOrderNeedsAttention.v1")
    record NumberOrderNeedsAttention(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
            String carrier, String code, String detail) implements CarrierEvent {
        @Override
        public String key() {
            return orderId.toString();
        }
    }

    @WireType("io.trunkline.carrier-events.NumberConfigured.v1")
    record NumberConfigured(UUID commandId, UUID operationId, String workspaceId, String e164, String carrier,
            String carrierAccount, String carrierNumberId, Instant configuredAt) implements CarrierEvent {
        @Override
        public String key() {
            return e164;
        }
    }

    /** The carrier refused for good; nothing more is tried. */
    @WireType("io.trunkline.carrier-events.NumberConfigurationFailed.v1")
    record NumberConfigurationFailed(UUID commandId, UUID operationId, String workspaceId, String e164, String carrier,
            String code, String detail) implements CarrierEvent {
        @Override
        public String key() {
            return e164;
        }
    }

    /** The carrier confirmed that it no longer holds the number for us. */
    @WireType("io.trunkline.carrier-events.CarrierNumberReleased.v1")
    record CarrierNumberReleased(UUID commandId, String e164, String carrier, Instant releasedAt) implements CarrierEvent {
        @Override
        public String key() {
            return e164;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /** The carrier took the message; delivery is told by its status webhooks. */
    @WireType("io.trunkline.carrier-events.MessageSent.v1")
    record MessageSent(UUID messageId, String workspaceId, String carrier, String carrierMessageId,
            Instant sentAt) implements CarrierEvent {
        @Override
        public String key() {
            return messageId.toString();
        }
    }

    /**
     * The carrier refused the message: it was not and will not be sent. With the code {@code OUTCOME_UNKNOWN} nobody can say
     * whether it was sent; it is not tried again.
     */
    @WireType("io.trunkline.carrier-events.MessageFailed.v1")
    record MessageFailed(UUID messageId, String workspaceId, String carrier, String code,
            String detail) implements CarrierEvent {
        @Override
        public String key() {
            return messageId.toString();
        }
    }
}
