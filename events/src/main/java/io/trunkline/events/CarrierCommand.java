package io.trunkline.events;

import java.util.List;
import java.util.UUID;

/** Commands to carrier-gateway. Each has an id of its own: repeating one changes nothing. */
public sealed interface CarrierCommand extends Event {

    @Override
    default String topic() {
        return Topics.CARRIER_COMMANDS;
    }

    /**
     * Buys exactly one number and sets its webhooks. Answered by NumberOrdered or NumberOrderFailed with the same order,
     * perhaps after NumberOrderUnknown.
     *
     * @param orderId our reference at the carrier
     * @param operationId who waits for it; null for stock
     * @param workspaceId and {@code slot}: null for stock
     * @param carrier null: the gateway chooses
     * @param e164 the one number wanted, or null: the first that fits {@code criteria}
     * @param paidCents what its buyer pays for a month, in the price book's currency: a number that is sold for more is not
     *        bought. Null: nothing is paid for it
     */
    @WireType("io.trunkline.carrier-commands.OrderNumber.v1")
    record OrderNumber(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
            String slot, String carrier, String e164, NumberCriteria criteria, Long paidCents) implements CarrierCommand {

        /** One that nobody pays for. */
        public OrderNumber(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
                String slot, String carrier, String e164, NumberCriteria criteria) {
            this(orderId, operationId, purpose, workspaceId, workspaceName, slot, carrier, e164, criteria, null);
        }

        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /**
     * Sets our webhooks on a number at its carrier. Answered by NumberConfigured or NumberConfigurationFailed.
     *
     * @param carrierNumberId null: the gateway looks the number up
     */
    @WireType("io.trunkline.carrier-commands.ConfigureNumber.v1")
    record ConfigureNumber(UUID commandId, UUID operationId, String workspaceId, String e164, String carrier,
            String carrierNumberId) implements CarrierCommand {
        @Override
        public String key() {
            return e164;
        }
    }

    /** Gives a number back to its carrier; an obligation kept until done. Answered by CarrierNumberReleased. */
    @WireType("io.trunkline.carrier-commands.ReleaseCarrierNumber.v1")
    record ReleaseCarrierNumber(UUID commandId, String e164, String carrier,
            String carrierNumberId) implements CarrierCommand {
        @Override
        public String key() {
            return e164;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /** Answered by MessageSent or MessageFailed. What is written to one person stays in its order: that is its key. */
    @WireType("io.trunkline.carrier-commands.SendMessage.v1")
    record SendMessage(UUID messageId, String workspaceId, String channel, String carrier, String from, String to,
            String body, List<String> mediaUrls) implements CarrierCommand {
        @Override
        public String key() {
            return from + ":" + to;
        }
    }

    /**
     * The carrier itself told, under our own id, that it has the message: a send whose outcome is not known is not looked for,
     * nor repeated, any more. Without effect on any other message; answered by MessageSent when it decides.
     */
    @WireType("io.trunkline.carrier-commands.ConfirmMessage.v1")
    record ConfirmMessage(UUID messageId, String workspaceId, String from, String to,
            String carrierMessageId) implements CarrierCommand {
        @Override
        public String key() {
            return from + ":" + to;
        }
    }
}
