package io.trunkline.simulator.compatible.message;

import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.text.Segments;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.TwilioCalls;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.twilio.message.TwilioWebhooks.Prepared;
import io.trunkline.simulator.compatible.number.IncomingNumber;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.web.Problem;

/**
 * A phone that texts one of our Twilio numbers: https://www.twilio.com/docs/messaging/guides/webhook-request. Twilio takes a
 * WhatsApp sender's URL from elsewhere; here it is the number's {@code SmsUrl} too.
 */
@Singleton
class TwilioHandset implements Handset {

    private final TwilioConfig config;
    private final IncomingNumbers numbers;
    private final Stock stock;
    private final Messages messages;
    private final OptOuts optOuts;
    private final TwilioWebhooks webhooks;
    private final Map<String, Ready> ready = new ConcurrentHashMap<>();

    TwilioHandset(TwilioConfig config, IncomingNumbers numbers, Stock stock, Messages messages, OptOuts optOuts,
            TwilioWebhooks webhooks) {
        this.config = config;
        this.numbers = numbers;
        this.stock = stock;
        this.messages = messages;
        this.optOuts = optOuts;
        this.webhooks = webhooks;
    }

    /** A text as it was signed, kept so that it can be sent again; the fallback is null when the number has none. */
    private record Ready(String from, String to, String body, List<String> mediaUrls, Channel channel, Prepared primary,
            Prepared fallback) {

        boolean isOf(InboundText text) {
            return from.equals(text.from()) && to.equals(text.to()) && body.equals(text.body())
                    && mediaUrls.equals(text.mediaUrls()) && channel == text.channel();
        }
    }

    @Override
    public String carrier() {
        return TwilioCalls.CARRIER;
    }

    @Override
    public boolean reaches(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public Uni<Delivered> send(InboundText text) {
        String sid = text.messageSid() == null ? Sids.next(text.mediaUrls().isEmpty() ? "SM" : "MM") : text.messageSid();
        if (!Sids.isSid("(SM|MM)", sid)) {
            throw Problem.badRequest("messageSid is SM or MM and 32 hexadecimal digits");
        }
        Ready message = ready.computeIfAbsent(sid, key -> prepare(text, key));
        if (!message.isOf(text)) {
            throw Problem.conflict("MESSAGE_SID_USED", "This messageSid was used for another text");
        }
        List<Uni<List<Attempt>>> copies = IntStream.rangeClosed(1, text.copies()).mapToObj(copy -> deliver(message, copy))
                .toList();
        return Uni.join().all(copies).andFailFast()
                .map(attempts -> new Delivered(carrier(), sid, attempts.stream().flatMap(List::stream).toList()));
    }

    private Ready prepare(InboundText text, String sid) {
        IncomingNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is not on the Twilio account"));
        if (number.setting("SmsUrl").isEmpty()) {
            throw Problem.notFound("SMS_URL_MISSING", "The called number has no SmsUrl");
        }
        SortedMap<String, String> parameters = parameters(text, sid);
        Prepared primary = webhooks.prepare(method(number, "SmsMethod"), number.setting("SmsUrl"), parameters);
        Prepared fallback = null;
        if (!number.setting("SmsFallbackUrl").isEmpty()) {
            SortedMap<String, String> again = new TreeMap<>(parameters);
            again.put("ErrorCode", "11200");
            again.put("ErrorUrl", ConnectionOverrides.withoutFragment(number.setting("SmsUrl")));
            fallback = webhooks.prepare(method(number, "SmsFallbackMethod"), number.setting("SmsFallbackUrl"), again);
        }
        messages.received(sid, address(text, text.from()), address(text, text.to()), text.body(), text.mediaUrls());
        return new Ready(text.from(), text.to(), text.body(), text.mediaUrls(), text.channel(), primary, fallback);
    }

    private Uni<List<Attempt>> deliver(Ready message, int copy) {
        return webhooks.send(message.primary()).chain(answers -> {
            List<Attempt> attempts = new ArrayList<>();
            answers.forEach(answer -> attempts.add(Attempt.of(copy, attempts.size() + 1, message.primary().webhook().url(),
                    answer)));
            boolean taken = answers.get(answers.size() - 1).isSuccess();
            if (taken || message.fallback() == null) {
                return Uni.createFrom().item(attempts);
            }
            return webhooks.send(message.fallback()).map(more -> {
                more.forEach(answer -> attempts.add(Attempt.of(copy, attempts.size() + 1, message.fallback().webhook().url(),
                        answer)));
                return attempts;
            });
        });
    }

    private SortedMap<String, String> parameters(InboundText text, String sid) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("AccountSid", config.accountSid());
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("MessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("SmsMessageSid", sid);
        parameters.put("SmsStatus", "received");
        parameters.put("From", address(text, text.from()));
        parameters.put("To", address(text, text.to()));
        parameters.put("Body", text.body());
        parameters.put("NumSegments", String.valueOf(Segments.count(text.body())));
        parameters.put("NumMedia", String.valueOf(text.mediaUrls().size()));
        for (int i = 0; i < text.mediaUrls().size(); i++) {
            String type = URLConnection.guessContentTypeFromName(text.mediaUrls().get(i));
            parameters.put("MediaUrl" + i, text.mediaUrls().get(i));
            parameters.put("MediaContentType" + i, type == null ? "application/octet-stream" : type);
        }
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

    private static String address(InboundText text, String number) {
        return text.channel() == Channel.WHATSAPP ? "whatsapp:" + number : number;
    }

    private static String method(IncomingNumber number, String setting) {
        return number.setting(setting).isEmpty() ? "POST" : number.setting(setting);
    }
}
