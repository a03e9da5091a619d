package io.trunkline.simulator.compatible.message;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.WebhookCaller.Answer;

/** Takes a queued message on its way, each step told to its {@code StatusCallback}. */
public abstract class StatusCallbacks {

    private final Messages messages;
    private final Webhooks webhooks;
    private final Duration step;

    /** @param step from one status to the next */
    protected StatusCallbacks(Messages messages, Webhooks webhooks, Duration step) {
        this.messages = messages;
        this.webhooks = webhooks;
        this.step = step;
    }

    /** The statuses that are before a queued message, in their order. */
    protected abstract List<String> way(Message message);

    /** What the carrier tells of a status. */
    protected abstract SortedMap<String, String> parameters(Message message);

    /** How the carrier calls this URL. */
    protected abstract RetryPolicy policy(String url);

    /** Returns at once; the message goes its way in the background. */
    final void deliver(Message message) {
        Uni<Void> steps = Uni.createFrom().voidItem();
        for (String status : way(message)) {
            steps = steps.chain(() -> reach(message, status));
        }
        steps.subscribe().with(done -> Log.debugf("%s went its way", message.sid()),
                failure -> Log.errorf(failure, "%s got stuck", message.sid()));
    }

    private Uni<Void> reach(Message message, String status) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(step)
                .chain(() -> announce(messages.moveTo(message.sid(), status)));
    }

    private Uni<Void> announce(Message message) {
        String url = message.statusCallback();
        if (url == null) {
            return Uni.createFrom().voidItem();
        }
        return webhooks.send(webhooks.prepare(message.account(), "POST", url, parameters(message), policy(url)))
                .invoke(answers -> {
                    if (!answers.get(answers.size() - 1).isSuccess()) {
                        Log.warnf("Status %s of %s was not taken: HTTP %s", message.status(), message.sid(),
                                answers.stream().map(Answer::status).toList());
                    }
                }).replaceWithVoid();
    }
}
