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
    private final Map<String, PreparedText> prepared = new ConcurrentHashMap<>();

    TelnyxHandset(PhoneNumberStore numbers, ConnectionStore connections, TextMessageService messages, OptOutRegistry optOuts,
            TelnyxWebhookSender webhooks) {
        this.numbers = numbers;
        this.connections = connections;
        this.messages = messages;
        this.optOuts = optOuts;
        this.webhooks = webhooks;
    }

    /** A text and its event, stored for a resend. */
    private record PreparedText(TextMessage message, Delivery delivery) {

        boolean matches(InboundText text) {
            return message.from().equals(text.from()) && message.to().equals(text.to()) && message.text().equals(text.body())
                    && message.mediaUrls().equals(text.mediaUrls());
        }
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
        PreparedText message = prepared.computeIfAbsent(id, key -> prepare(text, key));
        if (!message.matches(text)) {
            throw Problem.conflict("MESSAGE_SID_USED", "This messageSid was used for another text");
        }
        List<Uni<List<Attempt>>> copies = IntStream.rangeClosed(1, text.copies()).mapToObj(copy -> deliver(message, copy))
                .toList();
        return Uni.join().all(copies).andFailFast()
                .map(attempts -> new InboundResult(carrier(), id, attempts.stream().flatMap(List::stream).toList()));
    }

    private PreparedText prepare(InboundText text, String id) {
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
        return new PreparedText(message,
                webhooks.prepare(number.account(), "message.received", message.view(), message.webhookUrl(),
                        message.failoverUrl()));
    }

    private Uni<List<Attempt>> deliver(PreparedText message, int copy) {
        return webhooks.send(message.delivery()).map(sent -> {
            List<Attempt> attempts = new ArrayList<>();
            sent.forEach(attempt -> attempts.add(Attempt.of(copy, attempts.size() + 1, attempt.url(), attempt.response())));
            return attempts;
        });
    }
}
