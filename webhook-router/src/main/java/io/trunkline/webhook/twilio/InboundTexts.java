package io.trunkline.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

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
        Inbound text = read(webhook);
        return routes.lastBefore(webhook.receivedAt(), text.number())
                .chain(route -> route != null && route.holdsAt(webhook.receivedAt())
                        ? conversations.receive(route.workspaceId(), text).replaceWith(Outcome.APPLIED)
                        : parking.park(id, webhook, text.number(), reason(route)).replaceWith(Outcome.PARKED));
    }

    private static Reason reason(Route ended) {
        return ended == null ? Reason.UNKNOWN_NUMBER : Reason.NUMBER_RELEASED;
    }

    private static Inbound read(RawWebhook webhook) {
        try {
            InboundText text = InboundText.of(Form.parse(webhook.body()));
            return new Inbound(text.to().channel(), text.to().number(), text.from().number(), text.body(),
                    text.mediaUrls(), TwilioForms.CARRIER, text.messageSid(), webhook.receivedAt());
        } catch (MalformedFormException e) {
            throw new UnreadableWebhookException(e.getMessage());
        }
    }
}
