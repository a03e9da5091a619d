package io.trunkline.simulator.signalwire.message;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.twilioapi.message.Message;
import io.trunkline.simulator.twilioapi.message.RetryPolicy;
import io.trunkline.simulator.twilioapi.message.StatusCallbackSender;

/**
 * At SignalWire nobody learns whether an MMS arrived: it stays sent. A status that was not taken is told twice more.
 * https://signalwire.com/docs/compatibility-api/guides/webhooks
 */
@Singleton
class SignalWireStatusCallbackSender extends StatusCallbackSender {

    private static final int RETRIES = 2;

    private final SignalWireConfig config;

    SignalWireStatusCallbackSender(SignalWireMessageStore messages, SignalWireWebhookSender webhooks, SignalWireConfig config) {
        super(messages, webhooks, config.deliveryStep());
        this.config = config;
    }

    @Override
    protected List<String> statuses(Message message) {
        return message.mms() ? List.of("initiated", "sent") : List.of("initiated", "sent", "delivered");
    }

    @Override
    protected RetryPolicy retryPolicy(String url) {
        return new RetryPolicy(SignalWireWebhookSender.timeouts(config), RETRIES, Set.of("all"));
    }

    @Override
    protected SortedMap<String, String> parameters(Message message) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", message.account());
        parameters.put("MessageSid", message.sid());
        parameters.put("From", message.from());
        parameters.put("To", message.to());
        parameters.put("Body", message.body());
        parameters.put("NumMedia", String.valueOf(message.mediaUrls().size()));
        parameters.put("NumSegments", String.valueOf(SegmentCounter.count(message.body())));
        // What its API calls initiated is sending in its callbacks.
        parameters.put("MessageStatus", message.status().equals("initiated") ? "sending" : message.status());
        return parameters;
    }
}
