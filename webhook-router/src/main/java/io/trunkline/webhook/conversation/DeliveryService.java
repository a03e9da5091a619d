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
import io.trunkline.webhook.route.RouteRepository;

/**
 * Updates the status of outbound messages from two sources that arrive in any order: carrier-gateway reports the id that the
 * carrier assigned to a message; the carrier reports the delivery status under that id. Joins the caller's transaction.
 */
@ApplicationScoped
public class DeliveryService {

    private static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";

    private final MessageRepository messages;
    private final UnmatchedStatusRepository unmatchedStatuses;
    private final RouteRepository routes;
    private final Outbox outbox;

    DeliveryService(MessageRepository messages, UnmatchedStatusRepository unmatchedStatuses, RouteRepository routes,
            Outbox outbox) {
        this.messages = messages;
        this.unmatchedStatuses = unmatchedStatuses;
        this.routes = routes;
        this.outbox = outbox;
    }

    /**
     * Applies a status that the carrier reported.
     *
     * @return false when the report is signed by another account than the one that holds the message's number
     */
    public Uni<Boolean> applyReport(DeliveryReport report) {
        return lockDelivery(report.carrier(), report.carrierMessageId())
                .chain(() -> messages.lockSent(report.carrier(), report.carrierMessageId()))
                .chain(message -> message != null || report.messageId() == null ? Uni.createFrom().item(message)
                        : lockUnconfirmed(report))
                .chain(message -> message == null ? unmatchedStatuses.store(report).replaceWith(true)
                        : apply(report, message));
    }

    /** Null when there is no such message, or when it has another carrier id. */
    private Uni<Message> lockUnconfirmed(DeliveryReport report) {
        return lockMessage(report.messageId()).map(message -> message != null
                && message.canHaveCarrierMessageId(report.carrierMessageId(), report.from()) ? message : null);
    }

    private Uni<Boolean> apply(DeliveryReport report, Message message) {
        return canBeSignedBy(report.account(), message).chain(valid -> !valid ? Uni.createFrom().item(false)
                : confirm(message, report)
                        .chain(() -> updateStatus(message, report.status(), report.errorCode(), report.carrierErrorCode(),
                                report.at()))
                        .replaceWith(true));
    }

    /**
     * A report under our id about a message whose send was not confirmed proves that the carrier accepted it, and contains the
     * carrier's id.
     */
    private Uni<Void> confirm(Message message, DeliveryReport report) {
        if (message.carrierMessageId() != null) {
            return Uni.createFrom().voidItem();
        }
        message.acceptBy(report.carrier(), report.carrierMessageId());
        // Without it carrier-gateway might not find the message at the carrier, and send it again.
        return outbox
                .append(new ConfirmMessage(message.id(), message.workspaceId(), message.number(), message.peer(),
                        report.carrierMessageId()))
                .chain(() -> updateStatus(message, MessageStatus.SENT, null, null, report.at()));
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
                        event.code(), event.carrierErrorCode(), Instant.now()));
    }

    private Uni<Void> markSent(Message message, String carrier, MessageSent event) {
        message.acceptBy(carrier, event.carrierMessageId());
        return updateStatus(message, MessageStatus.SENT, null, null, event.sentAt())
                .chain(() -> unmatchedStatuses.remove(UnmatchedStatus.idOf(carrier, event.carrierMessageId())))
                .chain(status -> status == null ? Uni.createFrom().voidItem() : apply(status, message));
    }

    private Uni<Void> apply(UnmatchedStatus status, Message message) {
        return canBeSignedBy(status.account(), message).chain(valid -> !valid ? Uni.createFrom().voidItem()
                : updateStatus(message, status.status(), status.errorCode(), status.carrierErrorCode(), status.occurredAt()));
    }

    /** True also when the account is not known, as that of the platform's number. */
    private Uni<Boolean> canBeSignedBy(String account, Message message) {
        return routes.findLatest(message.number(), message.workspaceId())
                .map(route -> account == null || route == null || route.canBeSignedBy(account));
    }

    private Uni<Void> updateStatus(Message message, MessageStatus status, String code, String carrierErrorCode, Instant at) {
        return !message.updateStatus(status, code, carrierErrorCode, at) ? Uni.createFrom().voidItem()
                : outbox.append(new MessageStatusChanged(message.id(), message.workspaceId(), message.conversationId(),
                        message.peer(), message.number(), status.wireName(), code, message.statusAt(), carrierErrorCode));
    }

    private Uni<Message> lockMessage(UUID id) {
        return messages.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Serialises both sources for one message, so that each sees the rows of the other. */
    private static Uni<Void> lockDelivery(String carrier, String carrierMessageId) {
        return AdvisoryLock.acquire("delivery " + UnmatchedStatus.idOf(carrier, carrierMessageId));
    }
}
