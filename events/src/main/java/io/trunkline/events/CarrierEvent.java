package io.trunkline.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Outcomes of carrier-gateway's commands. */
public sealed interface CarrierEvent extends Event {

    @Override
    default String topic() {
        return Topics.CARRIER_EVENTS;
    }

    /**
     * The number was bought. We pay for it from {@code orderedAt} on; its webhooks were set with the purchase.
     *
     * @param attempts earlier failed attempts at other carriers, in their order; never null
     */
    @WireType("io.trunkline.carrier-events.NumberOrdered.v1")
    record NumberOrdered(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
            String slot, String e164, NumberType numberType, String country, String carrier, String carrierAccount,
            String carrierNumberId, Capabilities capabilities, Instant orderedAt,
            List<CarrierAttempt> attempts) implements CarrierEvent {

        public NumberOrdered {
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }

        /** An order that the first carrier filled. */
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
     * Nothing was bought, and nothing will be bought for this order.
     *
     * @param carrier the carrier of the last attempt; null when none could be chosen
     * @param attempts earlier failed attempts at other carriers, in their order; never null
     */
    @WireType("io.trunkline.carrier-events.NumberOrderFailed.v1")
    record NumberOrderFailed(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
            String carrier, String code, String detail, List<CarrierAttempt> attempts) implements CarrierEvent {

        public NumberOrderFailed {
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }

        /** An order that failed at the first carrier. */
        public NumberOrderFailed(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
                String carrier, String code, String detail) {
            this(orderId, operationId, purpose, workspaceId, e164, carrier, code, detail, List.of());
        }

        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /** The carrier may have sold the number. The gateway looks it up first; another outcome follows. */
    @WireType("io.trunkline.carrier-events.NumberOrderUnknown.v1")
    record NumberOrderUnknown(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String e164,
            String carrier) implements CarrierEvent {
        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /**
     * Look-ups could not determine whether the number was bought, or the carrier sold another number for the order's
     * reference. The order is not retried; a person must decide.
     *
     * @param code why the last look-up failed, or {@code OTHER_NUMBER_SOLD}
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

    /** The carrier refused permanently; not retried. */
    @WireType("io.trunkline.carrier-events.NumberConfigurationFailed.v1")
    record NumberConfigurationFailed(UUID commandId, UUID operationId, String workspaceId, String e164, String carrier,
            String code, String detail) implements CarrierEvent {
        @Override
        public String key() {
            return e164;
        }
    }

    /** The carrier confirmed that the number is no longer on our account. */
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

    /** The carrier accepted the message. Status webhooks report its delivery. */
    @WireType("io.trunkline.carrier-events.MessageSent.v1")
    record MessageSent(UUID messageId, String workspaceId, String carrier, String carrierMessageId,
            Instant sentAt) implements CarrierEvent {
        @Override
        public String key() {
            return messageId.toString();
        }
    }

    /**
     * The carrier refused the message: it was not sent and will not be sent. With the code {@code OUTCOME_UNKNOWN} the message
     * may have been sent; it is not retried.
     *
     * @param carrierErrorCode the carrier's own error code; null when there is none
     */
    @WireType("io.trunkline.carrier-events.MessageFailed.v1")
    record MessageFailed(UUID messageId, String workspaceId, String carrier, String code, String detail,
            String carrierErrorCode) implements CarrierEvent {

        /** A failure without a code of the carrier. */
        public MessageFailed(UUID messageId, String workspaceId, String carrier, String code, String detail) {
            this(messageId, workspaceId, carrier, code, detail, null);
        }

        @Override
        public String key() {
            return messageId.toString();
        }
    }
}
