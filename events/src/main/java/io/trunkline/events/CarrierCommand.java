package io.trunkline.events;

import java.util.List;
import java.util.UUID;

/** Commands to carrier-gateway. Each has an id: a repeated command has no effect. */
public sealed interface CarrierCommand extends Event {

    @Override
    default String topic() {
        return Topics.CARRIER_COMMANDS;
    }

    /**
     * Buys exactly one number and sets its webhooks. The reply is NumberOrdered or NumberOrderFailed with the same order,
     * possibly after NumberOrderUnknown.
     *
     * @param orderId our reference at the carrier
     * @param operationId the operation that waits for the number; null for stock
     * @param workspaceId null for stock, as is {@code slot}
     * @param carrier null: the gateway chooses
     * @param e164 the number to buy; null: the first one that matches {@code criteria}
     * @param paidCents the monthly price that the buyer pays, in the price book's currency. A number with a higher sale price
     *        is not bought. Null: the buyer pays nothing
     */
    @WireType("io.trunkline.carrier-commands.OrderNumber.v1")
    record OrderNumber(UUID orderId, UUID operationId, OrderPurpose purpose, String workspaceId, String workspaceName,
            String slot, String carrier, String e164, NumberCriteria criteria, Long paidCents) implements CarrierCommand {

        /** An order without a price. */
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
     * Sets our webhooks on a number at its carrier. The reply is NumberConfigured or NumberConfigurationFailed.
     *
     * @param carrierNumberId null: the gateway looks up the number
     */
    @WireType("io.trunkline.carrier-commands.ConfigureNumber.v1")
    record ConfigureNumber(UUID commandId, UUID operationId, String workspaceId, String e164, String carrier,
            String carrierNumberId) implements CarrierCommand {
        @Override
        public String key() {
            return e164;
        }
    }

    /**
     * Returns a number to its carrier; retried until it succeeds. The reply is CarrierNumberReleased.
     *
     * @param carrierNumberId null: the gateway looks up the number
     * @param carrierAccount the carrier's id of the account that held the number, as in NumberOrdered or NumberConfigured. The
     *        list of another account proves nothing about the number. Null: unknown
     */
    @WireType("io.trunkline.carrier-commands.ReleaseCarrierNumber.v1")
    record ReleaseCarrierNumber(UUID commandId, String e164, String carrier, String carrierNumberId,
            String carrierAccount) implements CarrierCommand {

        /** Of a number whose account is unknown. */
        public ReleaseCarrierNumber(UUID commandId, String e164, String carrier, String carrierNumberId) {
            this(commandId, e164, carrier, carrierNumberId, null);
        }

        @Override
        public String key() {
            return e164;
        }

        @Override
        public String workspaceId() {
            return null;
        }
    }

    /** The reply is MessageSent or MessageFailed. The key is the conversation, so its messages keep their order. */
    @WireType("io.trunkline.carrier-commands.SendMessage.v1")
    record SendMessage(UUID messageId, String workspaceId, String channel, String carrier, String from, String to,
            String body, List<String> mediaUrls) implements CarrierCommand {
        @Override
        public String key() {
            return from + ":" + to;
        }
    }

    /**
     * A status webhook of the carrier contained our message id: the carrier has the message. A send with an unknown outcome is
     * neither looked up nor repeated any more; the reply is then MessageSent. No effect on any other message.
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
