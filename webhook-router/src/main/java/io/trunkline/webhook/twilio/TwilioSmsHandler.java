package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.ConversationService;
import io.trunkline.webhook.conversation.InboundMessage;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.WebhookHandler;
import io.trunkline.webhook.rawwebhook.WebhookOutcome;
import io.trunkline.webhook.route.Route;
import io.trunkline.webhook.route.RouteRepository;
import io.trunkline.webhook.unrouted.UnroutedReason;
import io.trunkline.webhook.unrouted.UnroutedService;

/**
 * Routes a text to the workspace that owned the called number at its receipt, if the account that holds the number signed it.
 * Stores any other text as unrouted.
 */
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
        return TwilioRawWebhooks.TEXT;
    }

    @Override
    public Uni<WebhookOutcome> handle(UUID id, RawWebhook webhook) {
        InboundMessage received = TwilioIncomingMessage.of(TwilioParameters.read(webhook), webhook.receivedAt());
        return routes.findLatestStartedBy(webhook.receivedAt(), received.number()).chain(route -> {
            UnroutedReason reason = reasonAgainst(route, webhook);
            return reason == null
                    ? conversations.receive(route.workspaceId(), received).replaceWith(WebhookOutcome.APPLIED)
                    : unrouted.store(id, webhook, reason).replaceWith(WebhookOutcome.PARKED);
        });
    }

    /** Null when the text belongs to the route's workspace. */
    private static UnroutedReason reasonAgainst(Route route, RawWebhook webhook) {
        if (route == null) {
            return UnroutedReason.UNKNOWN_NUMBER;
        }
        if (!route.isValidAt(webhook.receivedAt())) {
            return UnroutedReason.NUMBER_RELEASED;
        }
        return route.canBeSignedBy(webhook.account()) ? null : UnroutedReason.WRONG_ACCOUNT;
    }
}
