package io.trunkline.simulator.telnyx.message;

import java.time.Instant;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundText;
import io.trunkline.simulator.inbound.InboundText.Channel;
import io.trunkline.simulator.inbound.TextDelivery;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.TelnyxWebhookSender;
import io.trunkline.simulator.telnyx.TelnyxWebhookSender.Delivery;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.ConnectionStore;
import io.trunkline.simulator.telnyx.number.PhoneNumber;
import io.trunkline.simulator.telnyx.number.PhoneNumberStore;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.web.Problem;

/** Sends texts from a phone to our Telnyx numbers: https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks. */
@Singleton
class TelnyxHandset implements Handset {

    private final PhoneNumberStore numbers;
    private final ConnectionStore connections;
    private final TextMessageService messages;
    private final OptOutRegistry optOuts;
    private final TelnyxWebhookSender webhooks;
    private final TextDelivery<Delivery> delivery;

    TelnyxHandset(PhoneNumberStore numbers, ConnectionStore connections, TextMessageService messages, OptOutRegistry optOuts,
            TelnyxWebhookSender webhooks) {
        this.numbers = numbers;
        this.connections = connections;
        this.messages = messages;
        this.optOuts = optOuts;
        this.webhooks = webhooks;
        this.delivery = new TextDelivery<>(carrier(), this::prepare, webhooks::send);
    }

    @Override
    public String carrier() {
        return TelnyxApi.CARRIER;
    }

    @Override
    public boolean owns(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public Uni<InboundResult> send(InboundText text) {
        String id = text.messageSid() == null ? TelnyxIds.uuid() : text.messageSid();
        if (!TelnyxIds.isUuid(id)) {
            throw Problem.badRequest("messageSid is a UUID at Telnyx");
        }
        if (text.channel() != Channel.SMS) {
            throw Problem.badRequest("Inbound WhatsApp messages are not documented by Telnyx");
        }
        return delivery.deliver(text, id);
    }

    private Delivery prepare(InboundText text, String id) {
        PhoneNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is not on a Telnyx account"));
        if (number.messagingProfileId() == null) {
            throw Problem.notFound("MESSAGING_PROFILE_MISSING", "The called number has no messaging profile");
        }
        Connection profile = connections.find(number.account(), Kind.MESSAGING_PROFILE, number.messagingProfileId())
                .orElseThrow();
        if (profile.text("webhook_url").isEmpty()) {
            throw Problem.notFound("WEBHOOK_URL_MISSING", "The called number's messaging profile has no webhook_url");
        }
        TextMessage message = new TextMessage(number.account(), id, false, text.from(), text.to(), text.body(),
                text.mediaUrls(), null,
                profile.id(), profile.text("webhook_url"), profile.text("webhook_failover_url"), "received", Instant.now(),
                null, null);
        optOuts.recordKeyword(text.from(), text.to(), text.body());
        messages.received(message);
        return webhooks.prepare(number.account(), "message.received", message.view(), message.webhookUrl(),
                message.failoverUrl());
    }
}
