package io.trunkline.simulator.telnyx.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.ledger.Action;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.telnyx.TelnyxCalls;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.TelnyxWebhooks;

/** Every text of our accounts since the simulator started. One that is sent goes its way in the background, told by events. */
@Singleton
class TextMessages {

    private final Ledger ledger;
    private final TelnyxConfig config;
    private final TelnyxWebhooks webhooks;
    private final Map<String, TextMessage> byId = new ConcurrentHashMap<>();

    TextMessages(Ledger ledger, TelnyxConfig config, TelnyxWebhooks webhooks) {
        this.ledger = ledger;
        this.config = config;
        this.webhooks = webhooks;
    }

    void send(TextMessage message) {
        note(message);
        byId.put(message.id(), message);
        step(message, "message.sent", TextMessage::sentNow)
                .chain(() -> step(message, "message.finalized", TextMessage::deliveredNow)).subscribe().with(
                        done -> Log.debugf("%s is delivered", message.id()),
                        failure -> Log.errorf(failure, "%s got stuck", message.id()));
    }

    /** Writes into the ledger that it was taken. */
    void note(TextMessage message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", message.from());
        details.put("to", message.to());
        details.put("body", message.text());
        details.put("mediaUrls", message.mediaUrls());
        details.put("statusCallback", message.webhookUrl());
        ledger.append(TelnyxCalls.CARRIER, message.account(), Action.MESSAGE_SENT, message.from(), message.id(), null, details);
    }

    void received(TextMessage message) {
        byId.put(message.id(), message);
    }

    Optional<TextMessage> byId(String account, String id) {
        return Optional.ofNullable(byId.get(id)).filter(message -> message.account().equals(account));
    }

    private Uni<Void> step(TextMessage message, String event, UnaryOperator<TextMessage> change) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(config.deliveryStep()).chain(() -> {
            TextMessage changed = byId.computeIfPresent(message.id(), (id, before) -> change.apply(before));
            return webhooks.announce(
                    webhooks.prepare(changed.account(), event, changed.view(), changed.webhookUrl(), changed.failoverUrl()));
        });
    }
}
