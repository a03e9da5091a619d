package io.trunkline.simulator.twilioapi.message;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Message;

/** Advances a queued text through its statuses and sends each one to its {@code StatusCallback}. */
final class StatusCallbackSender {

    private final CarrierProfile carrier;
    private final MessageStore messages;
    private final WebhookSender webhooks;

    StatusCallbackSender(CarrierProfile carrier, MessageStore messages, WebhookSender webhooks) {
        this.carrier = carrier;
        this.messages = messages;
        this.webhooks = webhooks;
    }

    /** Returns at once. The text advances in the background. */
    void deliver(Message message) {
        Uni<Void> steps = Uni.createFrom().voidItem();
        for (String status : carrier.messages().statuses().apply(message)) {
            steps = steps.chain(() -> advanceTo(message, status));
        }
        steps.subscribe().with(done -> Log.debugf("%s has its final status", message.sid()),
                failure -> Log.errorf(failure, "Delivery of %s failed", message.sid()));
    }

    private Uni<Void> advanceTo(Message message, String status) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(carrier.messages().deliveryStep())
                .chain(() -> sendCallback(messages.updateStatus(message.sid(), status)));
    }

    private Uni<Void> sendCallback(Message message) {
        String url = message.statusCallback();
        if (url == null) {
            return Uni.createFrom().voidItem();
        }
        return webhooks
                .send(webhooks.sign(message.account(), "POST", url, carrier.webhooks().statusParameters().apply(message),
                        carrier.webhooks().statusRetry().apply(url)))
                .invoke(attempts -> {
                    if (!attempts.get(attempts.size() - 1).response().isSuccess()) {
                        Log.warnf("Status %s of %s was not accepted: HTTP %s", message.status(), message.sid(),
                                attempts.stream().map(attempt -> attempt.response().status()).toList());
                    }
                }).replaceWithVoid();
    }
}
