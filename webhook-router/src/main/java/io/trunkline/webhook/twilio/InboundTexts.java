package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.conversation.ConversationService;
import io.trunkline.webhook.conversation.Inbound;
import io.trunkline.webhook.rawlog.Outcome;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.trunkline.webhook.rawlog.UnreadableWebhookException;
import io.trunkline.webhook.rawlog.WebhookEffect;
import io.trunkline.webhook.route.Route;
import io.trunkline.webhook.route.Routes;
import io.trunkline.webhook.unrouted.ParkingLot;
import io.trunkline.webhook.unrouted.Reason;

/** Brings a text to whoever owned the called number when it came in, or parks it. */
@ApplicationScoped
class InboundTexts implements WebhookEffect {

    private final Routes routes;
    private final ConversationService conversations;
    private final ParkingLot parking;

    InboundTexts(Routes routes, ConversationService conversations, ParkingLot parking) {
        this.routes = routes;
        this.conversations = conversations;
        this.parking = parking;
    }

    @Override
    public String source() {
        return SmsWebhooks.SOURCE;
    }

    @Override
    public Uni<Outcome> apply(UUID id, RawWebhook webhook) {
        InboundText text = read(webhook);
        Inbound inbound;
        try {
            inbound = text.toInbound(webhook.receivedAt());
        } catch (UnreadableWebhookException e) {
            Log.warnf("A text is parked that cannot be read: %s", e.getMessage());
            return park(id, webhook, text.to().number(), Reason.UNREADABLE);
        }
        return routes.lastBefore(webhook.receivedAt(), inbound.number())
                .chain(route -> route != null && route.holdsAt(webhook.receivedAt())
                        ? conversations.receive(route.workspaceId(), inbound).replaceWith(Outcome.APPLIED)
                        : park(id, webhook, inbound.number(), reason(route)));
    }

    private Uni<Outcome> park(UUID id, RawWebhook webhook, String number, Reason reason) {
        return parking.park(id, webhook, number, reason).replaceWith(Outcome.PARKED);
    }

    private static Reason reason(Route ended) {
        return ended == null ? Reason.UNKNOWN_NUMBER : Reason.NUMBER_RELEASED;
    }

    private static InboundText read(RawWebhook webhook) {
        try {
            return InboundText.of(Form.parse(webhook.body()));
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
    }
}
