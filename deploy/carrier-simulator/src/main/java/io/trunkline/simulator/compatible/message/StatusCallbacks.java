package io.trunkline.simulator.compatible.message;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.web.WebhookCaller.Answer;

/** Takes a queued message on its way: sent, then delivered, each told to its {@code StatusCallback}. */
@Singleton
class StatusCallbacks {

    private static final DateTimeFormatter DELIVERY_DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");

    private final Messages messages;
    private final TwilioWebhooks webhooks;
    private final TwilioConfig config;

    StatusCallbacks(Messages messages, TwilioWebhooks webhooks, TwilioConfig config) {
        this.messages = messages;
        this.webhooks = webhooks;
        this.config = config;
    }

    /** Returns at once; the message goes its way in the background. */
    void deliver(Message message) {
        step(message, "sent").chain(() -> step(message, "delivered")).subscribe().with(
                done -> Log.debugf("%s is delivered", message.sid()),
                failure -> Log.errorf(failure, "%s got stuck", message.sid()));
    }

    private Uni<Void> step(Message message, String status) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(config.deliveryStep())
                .chain(() -> announce(messages.moveTo(message.sid(), status)));
    }

    private Uni<Void> announce(Message message) {
        if (message.statusCallback() == null) {
            return Uni.createFrom().voidItem();
        }
        return webhooks.send(webhooks.prepare("POST", message.statusCallback(), parameters(message)))
                .invoke(answers -> {
                    if (!answers.get(answers.size() - 1).isSuccess()) {
                        Log.warnf("Status %s of %s was not taken: HTTP %s", message.status(), message.sid(),
                                answers.stream().map(Answer::status).toList());
                    }
                }).replaceWithVoid();
    }

    private SortedMap<String, String> parameters(Message message) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", config.accountSid());
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("From", message.from());
        parameters.put("To", message.to());
        parameters.put("MessageSid", message.sid());
        parameters.put("SmsSid", message.sid());
        parameters.put("MessageStatus", message.status());
        parameters.put("SmsStatus", message.status());
        if (message.status().equals("delivered")) {
            parameters.put("RawDlrDoneDate", DELIVERY_DATE.format(LocalDateTime.ofInstant(message.updated(), ZoneOffset.UTC)));
        }
        return parameters;
    }
}
