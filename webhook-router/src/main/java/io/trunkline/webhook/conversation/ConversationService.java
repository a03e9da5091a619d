package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.webhook.WebhookError;
import io.trunkline.webhook.route.RouteRepository;

/** Stores inbound and outbound messages in conversations. */
@ApplicationScoped
public class ConversationService {

    private final ContactRepository contacts;
    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final RouteRepository routes;
    private final PlatformNumberConfig platformNumber;
    private final Outbox outbox;

    ConversationService(ContactRepository contacts, ConversationRepository conversations, MessageRepository messages,
            RouteRepository routes, PlatformNumberConfig platformNumber, Outbox outbox) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.messages = messages;
        this.routes = routes;
        this.platformNumber = platformNumber;
        this.outbox = outbox;
    }

    /** Stores the message in the workspace's conversation and publishes MessageReceived. Joins the caller's transaction. */
    public Uni<Void> receive(String workspaceId, InboundMessage received) {
        Message message = Message.inbound(Ids.next(), workspaceId, received);
        return store(message, received.channel()).chain(contact -> outbox.append(new MessageReceived(message.id(),
                workspaceId, message.conversationId(), contact, received.channel().wireName(), received.peer(),
                received.number(), received.body(), received.mediaUrls(), received.carrier(), received.carrierMessageId(),
                received.receivedAt())));
    }

    /**
     * Stores the message as queued and publishes SendMessage for carrier-gateway. The sender is the workspace's number, or the
     * platform's when it has none.
     *
     * @param idempotencyKey null when there is none; the same key returns the same message for as long as the message is stored
     * @throws ProblemException NO_SENDING_NUMBER, CHANNEL_UNAVAILABLE, or IDEMPOTENCY_KEY_REUSED for a different message
     */
    @WithTransaction
    Uni<Message> send(String workspaceId, SendMessageRequest request, String idempotencyKey) {
        Uni<Message> existing = idempotencyKey == null ? Uni.createFrom().nullItem()
                : messages.findByIdempotencyKey(workspaceId, idempotencyKey);
        return existing.chain(found -> found != null ? requireSameContent(found, request)
                : routes.findSender(workspaceId, request.numberType())
                        .map(route -> route == null ? platformSender() : new Sender(route.number(), route.carrier()))
                        .chain(sender -> sendFrom(sender, workspaceId, request, idempotencyKey)));
    }

    private static Uni<Message> requireSameContent(Message existing, SendMessageRequest request) {
        if (!existing.hasContentOf(request)) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new message");
        }
        return Uni.createFrom().item(existing);
    }

    @WithSession
    Uni<List<Conversation>> conversations(String workspaceId, String number, String numberType, UUID after, int limit) {
        return conversations.page(workspaceId, number, numberType, after, limit);
    }

    /** @throws ProblemException NOT_FOUND when the workspace does not have this conversation */
    @WithSession
    Uni<List<Message>> messages(String workspaceId, UUID conversationId, UUID after, int limit) {
        return conversations.find(workspaceId, conversationId)
                .onItem().ifNull()
                .failWith(() -> new ProblemException(CommonError.NOT_FOUND, "The conversation does not exist"))
                .chain(() -> messages.page(workspaceId, conversationId, after, limit));
    }

    @WithSession
    Uni<List<Contact>> contacts(String workspaceId, UUID after, int limit) {
        return contacts.page(workspaceId, after, limit);
    }

    private Sender platformSender() {
        return platformNumber.e164().map(number -> new Sender(number, platformNumber.carrier())).orElseThrow(
                () -> new ProblemException(WebhookError.NO_SENDING_NUMBER, "Provision a number for the workspace first"));
    }

    private record Sender(String number, String carrier) {
    }

    private Uni<Message> sendFrom(Sender sender, String workspaceId, SendMessageRequest request, String idempotencyKey) {
        if (!request.channel().equals(Channel.SMS.wireName())) {
            throw new ProblemException(WebhookError.CHANNEL_UNAVAILABLE, "The number can only send sms");
        }
        Message message = Message.outbound(Ids.next(), workspaceId, sender.number(), request, idempotencyKey,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        return store(message, Channel.SMS)
                .chain(contact -> outbox.append(new SendMessage(message.id(), workspaceId, request.channel(),
                        sender.carrier(), sender.number(), request.to(), request.body(), request.mediaUrls())))
                .replaceWith(message);
    }

    /** @return the id of the contact */
    private Uni<UUID> store(Message message, Channel channel) {
        return contacts.upsert(message.workspaceId(), message.peer(), message.createdAt())
                .call(contact -> conversations
                        .upsert(message.workspaceId(), channel, message.number(), message.peer(), contact, message)
                        .invoke(conversation -> message.joinConversation(conversation))
                        .chain(() -> messages.persist(message)));
    }
}
