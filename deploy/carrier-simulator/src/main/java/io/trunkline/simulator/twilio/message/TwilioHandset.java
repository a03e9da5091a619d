package io.trunkline.simulator.twilio.message;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.text.SegmentCounter;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilio.number.TwilioNumberStore;
import io.trunkline.simulator.twilioapi.message.RetryPolicy;
import io.trunkline.simulator.twilioapi.message.TwilioApiHandset;

/**
 * A phone that texts one of our Twilio numbers: https://www.twilio.com/docs/messaging/guides/webhook-request. Twilio takes a
 * WhatsApp sender's URL from elsewhere; here it is the number's {@code SmsUrl} too.
 */
@Singleton
class TwilioHandset extends TwilioApiHandset {

    private final NumberInventory inventory;
    private final OptOutRegistry optOuts;

    TwilioHandset(TwilioNumberStore numbers, NumberInventory inventory, TwilioMessageStore messages, OptOutRegistry optOuts,
            TwilioWebhookSender webhooks) {
        super(numbers, messages, webhooks);
        this.inventory = inventory;
        this.optOuts = optOuts;
    }

    @Override
    public String carrier() {
        return Twilio.NAME;
    }

    @Override
    protected RetryPolicy retryPolicy(String url) {
        return ConnectionOverrides.of(url);
    }

    @Override
    protected Map<String, String> fallbackParameters(String url) {
        return Map.of("ErrorCode", "11200", "ErrorUrl", url);
    }

    @Override
    protected SortedMap<String, String> parameters(String account, InboundText text, String sid) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", account);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("MessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("SmsMessageSid", sid);
        parameters.put("SmsStatus", "received");
        parameters.put("From", address(text, text.from()));
        parameters.put("To", address(text, text.to()));
        parameters.put("Body", text.body());
        parameters.put("NumSegments", String.valueOf(SegmentCounter.count(text.body())));
        if (text.channel() == Channel.WHATSAPP) {
            parameters.put("ProfileName", "Handset");
            parameters.put("WaId", text.from().replace("+", ""));
        } else {
            addPlace(parameters, "From", text.from());
            addPlace(parameters, "To", text.to());
        }
        String keyword = optOuts.recordKeyword(text.from(), text.to(), text.body());
        if (keyword != null) {
            parameters.put("OptOutType", keyword);
        }
        return parameters;
    }

    /** Twilio knows where a number is from, in capitals, and leaves empty what it does not know. */
    private void addPlace(SortedMap<String, String> parameters, String side, String e164) {
        String country = inventory.countryOf(e164);
        parameters.put(side + "Country", country == null ? "" : country);
        parameters.put(side + "State", inventory.find(e164).map(number -> number.region()).orElse(""));
        parameters.put(side + "City",
                inventory.find(e164).map(number -> number.locality().toUpperCase(Locale.ROOT)).orElse(""));
        parameters.put(side + "Zip", "");
    }
}
