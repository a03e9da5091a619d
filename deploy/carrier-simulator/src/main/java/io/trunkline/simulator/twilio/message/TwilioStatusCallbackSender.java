package io.trunkline.simulator.twilio.message;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.twilioapi.message.Message;
import io.trunkline.simulator.twilioapi.message.RetryPolicy;
import io.trunkline.simulator.twilioapi.message.StatusCallbackSender;

/** At Twilio every message is sent, then delivered. */
@Singleton
class TwilioStatusCallbackSender extends StatusCallbackSender {

    private static final DateTimeFormatter DELIVERY_DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");

    TwilioStatusCallbackSender(TwilioMessageStore messages, TwilioWebhookSender webhooks, TwilioConfig config) {
        super(messages, webhooks, config.deliveryStep());
    }

    @Override
    protected List<String> statuses(Message message) {
        return List.of("sent", "delivered");
    }

    @Override
    protected RetryPolicy retryPolicy(String url) {
        return ConnectionOverrides.of(url);
    }

    @Override
    protected SortedMap<String, String> parameters(Message message) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", message.account());
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
