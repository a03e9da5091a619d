package io.trunkline.simulator.telnyx.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.telnyx.TelnyxCalls;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.TelnyxWebhooks;
import io.trunkline.simulator.telnyx.TelnyxWebhooks.Delivery;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.Connections;
import io.trunkline.simulator.telnyx.number.PhoneNumber;
import io.trunkline.simulator.telnyx.number.PhoneNumbers;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.web.Problem;

/** A phone that texts one of our Telnyx numbers: https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks. */
@Singleton
class TelnyxHandset implements Handset {

    private final PhoneNumbers numbers;
    private final Connections connections;
    private final TextMessages messages;
    private final OptOuts optOuts;
    private final TelnyxWebhooks webhooks;
    private final Map<String, Ready> ready = new ConcurrentHashMap<>();

    TelnyxHandset(PhoneNumbers numbers, Connections connections, TextMessages messages, OptOuts optOuts,
            TelnyxWebhooks webhooks) {
        this.numbers = numbers;
        this.connections = connections;
        this.messages = messages;
        this.optOuts = optOuts;
        this.webhooks = webhooks;
    }

    /** A text and its event, kept so that it can be sent again. */
    private record Ready(TextMessage message, Delivery delivery) {

        boolean isOf(InboundText text) {
            return message.from().equals(text.from()) && message.to().equals(text.to()) && message.text().equals(text.body())
                    && message.mediaUrls().equals(text.mediaUrls());
        }
    }

    @Override
    public String carrier() {
        return TelnyxCalls.CARRIER;
    }

    @Override
    public boolean reaches(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public Uni<Delivered> send(InboundText text) {
        String id = text.messageSid() == null ? TelnyxIds.uuid() : text.messageSid();
        if (!TelnyxIds.isUuid(id)) {
            throw Problem.badRequest("messageSid is a UUID at Telnyx");
        }
        if (text.channel() != Channel.SMS) {
            throw Problem.badRequest("Telnyx does not document how WhatsApp messages arrive");
        }
        Ready message = ready.computeIfAbsent(id, key -> prepare(text, key));
        if (!message.isOf(text)) {
            throw Problem.conflict("MESSAGE_SID_USED", "This messageSid was used for another text");
        }
        List<Uni<List<Attempt>>> copies = IntStream.rangeClosed(1, text.copies()).mapToObj(copy -> deliver(message, copy))
                .toList();
        return Uni.join().all(copies).andFailFast()
                .map(attempts -> new Delivered(carrier(), id, attempts.stream().flatMap(List::stream).toList()));
    }

    private Ready prepare(InboundText text, String id) {
        PhoneNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is on no Telnyx account of ours"));
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
        optOuts.hear(text.from(), text.to(), text.body());
        messages.received(message);
        return new Ready(message, webhooks.prepare(number.account(), "message.received", message.view(), message.webhookUrl(),
                message.failoverUrl()));
    }

    private Uni<List<Attempt>> deliver(Ready message, int copy) {
        return webhooks.send(message.delivery()).map(tries -> {
            List<Attempt> attempts = new ArrayList<>();
            tries.forEach(tried -> attempts.add(Attempt.of(copy, attempts.size() + 1, tried.url(), tried.answer())));
            return attempts;
        });
    }
}
