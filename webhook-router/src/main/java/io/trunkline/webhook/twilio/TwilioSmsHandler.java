package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.ConversationService;
import io.trunkline.webhook.conversation.InboundMessage;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;
import io.trunkline.webhook.rawwebhook.WebhookHandler;
import io.trunkline.webhook.rawwebhook.WebhookOutcome;
import io.trunkline.webhook.route.Route;
import io.trunkline.webhook.route.RouteRepository;
import io.trunkline.webhook.unrouted.UnroutedReason;
import io.trunkline.webhook.unrouted.UnroutedService;

/** Routes a text to the workspace that owned the called number at its receipt, or stores it as unrouted. */
@ApplicationScoped
class TwilioSmsHandler implements WebhookHandler {

    private final RouteRepository routes;
    private final ConversationService conversations;
    private final UnroutedService unrouted;

    TwilioSmsHandler(RouteRepository routes, ConversationService conversations, UnroutedService unrouted) {
        this.routes = routes;
        this.conversations = conversations;
        this.unrouted = unrouted;
    }

    @Override
    public String source() {
        return TwilioSmsEndpoint.SOURCE;
    }

    @Override
    public Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        TwilioIncomingMessage message = parse(webhook);
        InboundMessage received;
        try {
            received = message.toInboundMessage(webhook.receivedAt());
        } catch (UnreadableWebhookException e) {
            Log.warnf("A text has an unsupported format and is stored as unrouted: %s", e.getMessage());
            return storeUnrouted(id, webhook, message.to().number(), UnroutedReason.UNREADABLE);
        }
        return routes.findLatestStartedBy(webhook.receivedAt(), received.number())
                .chain(route -> route != null && route.isValidAt(webhook.receivedAt())
                        ? conversations.receive(route.workspaceId(), received).replaceWith(WebhookOutcome.APPLIED)
                        : storeUnrouted(id, webhook, received.number(), reasonFor(route)));
    }

    private Uni<WebhookOutcome> storeUnrouted(UUID id, RawWebhook webhook, String number, UnroutedReason reason) {
        return unrouted.store(id, webhook, number, reason).replaceWith(WebhookOutcome.PARKED);
    }

    private static UnroutedReason reasonFor(Route ended) {
        return ended == null ? UnroutedReason.UNKNOWN_NUMBER : UnroutedReason.NUMBER_RELEASED;
    }

    private static TwilioIncomingMessage parse(RawWebhook webhook) {
        try {
            return TwilioIncomingMessage.of(FormParameters.parse(webhook.body()));
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
    }
}
