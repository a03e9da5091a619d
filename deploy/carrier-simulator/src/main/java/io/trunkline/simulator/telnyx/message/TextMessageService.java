package io.trunkline.simulator.telnyx.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.TelnyxWebhookSender;

/** The texts of all accounts since startup. A sent text advances in the background, with an event for each status. */
@Singleton
class TextMessageService {

    private final Ledger ledger;
    private final TelnyxConfig config;
    private final TelnyxWebhookSender webhooks;
    private final Map<String, TextMessage> byId = new ConcurrentHashMap<>();

    TextMessageService(Ledger ledger, TelnyxConfig config, TelnyxWebhookSender webhooks) {
        this.ledger = ledger;
        this.config = config;
        this.webhooks = webhooks;
    }

    void send(TextMessage message) {
        appendToLedger(message);
        byId.put(message.id(), message);
        step(message, "message.sent", TextMessage::asSent)
                .chain(() -> step(message, "message.finalized", TextMessage::asDelivered)).subscribe().with(
                        done -> Log.debugf("%s is delivered", message.id()),
                        failure -> Log.errorf(failure, "Delivery of %s failed", message.id()));
    }

    /** Appends the accepted text to the ledger. */
    void appendToLedger(TextMessage message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", message.from());
        details.put("to", message.to());
        details.put("body", message.text());
        details.put("mediaUrls", message.mediaUrls());
        details.put("statusCallback", message.webhookUrl());
        ledger.append(TelnyxApi.CARRIER, message.account(), LedgerAction.MESSAGE_SENT, message.from(), message.id(), null,
                details);
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
            return webhooks.sendAndLogFailure(
                    webhooks.prepare(changed.account(), event, changed.view(), changed.webhookUrl(), changed.failoverUrl()));
        });
    }
}
