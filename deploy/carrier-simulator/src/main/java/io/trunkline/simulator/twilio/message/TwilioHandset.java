package io.trunkline.simulator.twilio.message;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.message.CompatibleHandset;
import io.trunkline.simulator.compatible.message.RetryPolicy;
import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.text.Segments;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilio.number.TwilioNumbers;

/**
 * A phone that texts one of our Twilio numbers: https://www.twilio.com/docs/messaging/guides/webhook-request. Twilio takes a
 * WhatsApp sender's URL from elsewhere; here it is the number's {@code SmsUrl} too.
 */
@Singleton
class TwilioHandset extends CompatibleHandset {

    private final Stock stock;
    private final OptOuts optOuts;

    TwilioHandset(TwilioNumbers numbers, Stock stock, TwilioMessages messages, OptOuts optOuts,
            TwilioWebhooks webhooks) {
        super(numbers, messages, webhooks);
        this.stock = stock;
        this.optOuts = optOuts;
    }

    @Override
    public String carrier() {
        return Twilio.NAME;
    }

    @Override
    protected RetryPolicy policy(String url) {
        return ConnectionOverrides.of(url);
    }

    @Override
    protected Map<String, String> failure(String url) {
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
        parameters.put("NumSegments", String.valueOf(Segments.count(text.body())));
        if (text.channel() == Channel.WHATSAPP) {
            parameters.put("ProfileName", "Handset");
            parameters.put("WaId", text.from().replace("+", ""));
        } else {
            addPlace(parameters, "From", text.from());
            addPlace(parameters, "To", text.to());
        }
        String keyword = optOuts.hear(text.from(), text.to(), text.body());
        if (keyword != null) {
            parameters.put("OptOutType", keyword);
        }
        return parameters;
    }

    /** Twilio knows where a number is from, in capitals, and leaves empty what it does not know. */
    private void addPlace(SortedMap<String, String> parameters, String side, String e164) {
        String country = stock.countryOf(e164);
        parameters.put(side + "Country", country == null ? "" : country);
        parameters.put(side + "State", stock.find(e164).map(number -> number.region()).orElse(""));
        parameters.put(side + "City",
                stock.find(e164).map(number -> number.locality().toUpperCase(Locale.ROOT)).orElse(""));
        parameters.put(side + "Zip", "");
    }
}
