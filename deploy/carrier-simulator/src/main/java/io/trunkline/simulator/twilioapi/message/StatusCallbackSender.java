package io.trunkline.simulator.twilioapi.message;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** Takes a queued message on its way, each step told to its {@code StatusCallback}. */
public abstract class StatusCallbackSender {

    private final MessageStore messages;
    private final WebhookSender webhooks;
    private final Duration step;

    /** @param step from one status to the next */
    protected StatusCallbackSender(MessageStore messages, WebhookSender webhooks, Duration step) {
        this.messages = messages;
        this.webhooks = webhooks;
        this.step = step;
    }

    /** The statuses that are before a queued message, in their order. */
    protected abstract List<String> statuses(Message message);

    /** What the carrier tells of a status. */
    protected abstract SortedMap<String, String> parameters(Message message);

    /** How the carrier calls this URL. */
    protected abstract RetryPolicy retryPolicy(String url);

    /** Returns at once; the message goes its way in the background. */
    final void deliver(Message message) {
        Uni<Void> steps = Uni.createFrom().voidItem();
        for (String status : statuses(message)) {
            steps = steps.chain(() -> advanceTo(message, status));
        }
        steps.subscribe().with(done -> Log.debugf("%s went its way", message.sid()),
                failure -> Log.errorf(failure, "%s got stuck", message.sid()));
    }

    private Uni<Void> advanceTo(Message message, String status) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(step)
                .chain(() -> sendCallback(messages.updateStatus(message.sid(), status)));
    }

    private Uni<Void> sendCallback(Message message) {
        String url = message.statusCallback();
        if (url == null) {
            return Uni.createFrom().voidItem();
        }
        return webhooks.send(webhooks.sign(message.account(), "POST", url, parameters(message), retryPolicy(url)))
                .invoke(responses -> {
                    if (!responses.get(responses.size() - 1).isSuccess()) {
                        Log.warnf("Status %s of %s was not taken: HTTP %s", message.status(), message.sid(),
                                responses.stream().map(WebhookResponse::status).toList());
                    }
                }).replaceWithVoid();
    }
}
