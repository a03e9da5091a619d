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
 * Follows messages of ours to their end, from two sides that do not wait for each other: carrier-gateway tells under which id
 * the carrier took a message, the carrier tells under that id how it goes on. Joins the caller's transaction.
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
     * @param messageId ours, when the carrier repeats it; null otherwise
     * @param from our number
     * @param code why it failed, null unless it did
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
     * A message whose send was never confirmed: that the carrier reports on it, under our own id, says that it took it, and
     * under which of its ids. Null when there is none, or it is known under another one.
     */
    private Uni<Message> reconcile(UUID messageId, String from, String carrier, String carrierMessageId, Instant at) {
        return lockMessage(messageId).chain(message -> {
            if (message == null || !message.canHaveCarrierMessageId(carrierMessageId, from)) {
                return Uni.createFrom().nullItem();
            }
            message.carrier = carrier;
            message.carrierMessageId = carrierMessageId;
            // Otherwise carrier-gateway might look for it in vain, and send it again.
            return outbox.append(new ConfirmMessage(message.id, message.workspaceId, from, message.peer(), carrierMessageId))
                    .chain(() -> updateStatus(message, MessageStatus.SENT, null, at)).replaceWith(message);
        });
    }

    /** A message's ids are its carrier's, whichever of our accounts there sent it: reports do not say what we call them. */
    Uni<Void> markSent(MessageSent event) {
        String carrier = AccountNames.carrierOf(event.carrier());
        return lockDelivery(carrier, event.carrierMessageId()).chain(() -> lockMessage(event.messageId()))
                .chain(message -> message == null ? Uni.createFrom().voidItem() : markSent(message, carrier, event));
    }

    Uni<Void> markFailed(MessageFailed event) {
        // Whoever has the carrier's id knows that it was taken: by the carrier's own report, which the gateway does not see.
        return lockMessage(event.messageId()).chain(message -> message == null || message.carrierMessageId != null
                ? Uni.createFrom().voidItem()
                : updateStatus(message, OUTCOME_UNKNOWN.equals(event.code()) ? MessageStatus.UNKNOWN : MessageStatus.FAILED,
                        event.code(), Instant.now()));
    }

    private Uni<Void> markSent(Message message, String carrier, MessageSent event) {
        message.carrier = carrier;
        message.carrierMessageId = event.carrierMessageId();
        return updateStatus(message, MessageStatus.SENT, null, event.sentAt())
                .chain(() -> unmatchedStatuses.remove(UnmatchedStatus.idOf(carrier, event.carrierMessageId())))
                .chain(status -> status == null ? Uni.createFrom().voidItem()
                        : updateStatus(message, status.status, status.errorCode, status.occurredAt));
    }

    private Uni<Void> updateStatus(Message message, MessageStatus status, String code, Instant at) {
        return !message.updateStatus(status, code, at) ? Uni.createFrom().voidItem()
                : outbox.append(new MessageStatusChanged(message.id, message.workspaceId, message.conversationId,
                        message.peer(), message.number(), status.wireName(), code, at));
    }

    private Uni<Message> lockMessage(UUID id) {
        return messages.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** So that the two sides never miss each other. */
    private static Uni<Void> lockDelivery(String carrier, String carrierMessageId) {
        return AdvisoryLock.acquire("delivery " + UnmatchedStatus.idOf(carrier, carrierMessageId));
    }
}
