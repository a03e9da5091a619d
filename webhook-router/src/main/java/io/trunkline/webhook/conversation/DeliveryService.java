package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.AccountNames;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.MessageEvent.MessageStatusChanged;
import io.trunkline.kit.AdvisoryLock;
import io.trunkline.kit.outbox.Outbox;

/**
 * Updates the status of outbound messages from two sources that arrive in any order: carrier-gateway reports the id that the
 * carrier assigned to a message; the carrier reports the delivery status under that id. Joins the caller's transaction.
 */
@ApplicationScoped
public class DeliveryService {

    private static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";

    private final MessageRepository messages;
    private final UnmatchedStatusRepository unmatchedStatuses;
    private final Outbox outbox;

    DeliveryService(MessageRepository messages, UnmatchedStatusRepository unmatchedStatuses, Outbox outbox) {
        this.messages = messages;
        this.unmatchedStatuses = unmatchedStatuses;
        this.outbox = outbox;
    }

    /**
     * Applies a status that the carrier reported.
     *
     * @param messageId our id, when the carrier returns it; null otherwise
     * @param from our number
     * @param code the failure code; null unless the message failed
     */
    public Uni<Void> applyReport(String carrier, String carrierMessageId, UUID messageId, String from, MessageStatus status,
            String code, Instant at) {
        return lockDelivery(carrier, carrierMessageId).chain(() -> messages.lockSent(carrier, carrierMessageId))
                .chain(message -> message != null || messageId == null ? Uni.createFrom().item(message)
                        : reconcile(messageId, from, carrier, carrierMessageId, at))
                .chain(message -> message == null
                        ? unmatchedStatuses.store(UnmatchedStatus.idOf(carrier, carrierMessageId), status, code, at)
                        : updateStatus(message, status, code, at));
    }

    /**
     * Reconciles a message whose send was not confirmed: a report of the carrier under our id proves that the carrier accepted
     * the message, and contains the carrier's id. Null when there is no such message, or when it has another carrier id.
     */
    private Uni<Message> reconcile(UUID messageId, String from, String carrier, String carrierMessageId, Instant at) {
        return lockMessage(messageId).chain(message -> {
            if (message == null || !message.canHaveCarrierMessageId(carrierMessageId, from)) {
                return Uni.createFrom().nullItem();
            }
            message.acceptBy(carrier, carrierMessageId);
            // Without it carrier-gateway might not find the message at the carrier, and send it again.
            return outbox
                    .append(new ConfirmMessage(message.id(), message.workspaceId(), from, message.peer(), carrierMessageId))
                    .chain(() -> updateStatus(message, MessageStatus.SENT, null, at)).replaceWith(message);
        });
    }

    /**
     * The carrier's id is unique per carrier, for all our accounts there. Status callbacks do not contain the name of our
     * account.
     */
    Uni<Void> markSent(MessageSent event) {
        String carrier = AccountNames.carrierOf(event.carrier());
        return lockDelivery(carrier, event.carrierMessageId()).chain(() -> lockMessage(event.messageId()))
                .chain(message -> message == null ? Uni.createFrom().voidItem() : markSent(message, carrier, event));
    }

    Uni<Void> markFailed(MessageFailed event) {
        // A message with a carrier id was accepted: the carrier's status callback, which the gateway does not see, has proven
        // it.
        return lockMessage(event.messageId()).chain(message -> message == null || message.carrierMessageId() != null
                ? Uni.createFrom().voidItem()
                : updateStatus(message, OUTCOME_UNKNOWN.equals(event.code()) ? MessageStatus.UNKNOWN : MessageStatus.FAILED,
                        event.code(), Instant.now()));
    }

    private Uni<Void> markSent(Message message, String carrier, MessageSent event) {
        message.acceptBy(carrier, event.carrierMessageId());
        return updateStatus(message, MessageStatus.SENT, null, event.sentAt())
                .chain(() -> unmatchedStatuses.remove(UnmatchedStatus.idOf(carrier, event.carrierMessageId())))
                .chain(status -> status == null ? Uni.createFrom().voidItem()
                        : updateStatus(message, status.status(), status.errorCode(), status.occurredAt()));
    }

    private Uni<Void> updateStatus(Message message, MessageStatus status, String code, Instant at) {
        return !message.updateStatus(status, code, at) ? Uni.createFrom().voidItem()
                : outbox.append(new MessageStatusChanged(message.id(), message.workspaceId(), message.conversationId(),
                        message.peer(), message.number(), status.wireName(), code, at));
    }

    private Uni<Message> lockMessage(UUID id) {
        return messages.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Serialises both sources for one message, so that each sees the rows of the other. */
    private static Uni<Void> lockDelivery(String carrier, String carrierMessageId) {
        return AdvisoryLock.acquire("delivery " + UnmatchedStatus.idOf(carrier, carrierMessageId));
    }
}
