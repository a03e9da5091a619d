package io.trunkline.simulator.twilioapi.message;

import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.twilioapi.message.WebhookSender.SignedWebhook;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.Problem;

/**
 * A phone that texts one of our numbers: its {@code SmsUrl} is called, and its {@code SmsFallbackUrl} when that fails.
 */
public abstract class TwilioApiHandset implements Handset {

    private final IncomingNumberStore numbers;
    private final MessageStore messages;
    private final WebhookSender webhooks;
    private final Map<String, PreparedText> prepared = new ConcurrentHashMap<>();

    protected TwilioApiHandset(IncomingNumberStore numbers, MessageStore messages, WebhookSender webhooks) {
        this.numbers = numbers;
        this.messages = messages;
        this.webhooks = webhooks;
    }

    /** What the carrier tells of a text to a number of this account, beside its media. */
    protected abstract SortedMap<String, String> parameters(String account, InboundText text, String sid);

    /** What the carrier tells the fallback of the URL that failed. */
    protected abstract Map<String, String> fallbackParameters(String url);

    /** How the carrier calls this URL. */
    protected abstract RetryPolicy retryPolicy(String url);

    /** Refuses a text that cannot come this way. */
    protected void check(InboundText text) {
        // all may come
    }

    /** A text as it was signed, kept so that it can be sent again; the fallback is null when the number has none. */
    private record PreparedText(String from, String to, String body, List<String> mediaUrls, Channel channel,
            SignedWebhook primary,
            SignedWebhook fallback) {

        boolean matches(InboundText text) {
            return from.equals(text.from()) && to.equals(text.to()) && body.equals(text.body())
                    && mediaUrls.equals(text.mediaUrls()) && channel == text.channel();
        }
    }

    @Override
    public final boolean owns(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public final Uni<InboundResult> send(InboundText text) {
        check(text);
        String sid = text.messageSid() == null ? messages.newSid(!text.mediaUrls().isEmpty()) : text.messageSid();
        if (!sid.matches(messages.sidForm())) {
            throw Problem.badRequest("messageSid has to match " + messages.sidForm());
        }
        PreparedText message = prepared.computeIfAbsent(sid, key -> prepare(text, key));
        if (!message.matches(text)) {
            throw Problem.conflict("MESSAGE_SID_USED", "This messageSid was used for another text");
        }
        List<Uni<List<Attempt>>> copies = IntStream.rangeClosed(1, text.copies()).mapToObj(copy -> deliver(message, copy))
                .toList();
        return Uni.join().all(copies).andFailFast()
                .map(attempts -> new InboundResult(carrier(), sid, attempts.stream().flatMap(List::stream).toList()));
    }

    /** A sender or recipient as the carrier writes it. */
    protected static String address(InboundText text, String number) {
        return text.channel() == Channel.WHATSAPP ? "whatsapp:" + number : number;
    }

    private PreparedText prepare(InboundText text, String sid) {
        IncomingNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is on no account of ours"));
        String url = number.setting("SmsUrl");
        if (url.isEmpty()) {
            throw Problem.notFound("SMS_URL_MISSING", "The called number has no SmsUrl");
        }
        SortedMap<String, String> parameters = parameters(number.account(), text, sid);
        parameters.putAll(media(text.mediaUrls()));
        SignedWebhook primary = webhooks.sign(number.account(), method(number, "SmsMethod"), url, parameters, retryPolicy(url));
        SignedWebhook fallback = null;
        String other = number.setting("SmsFallbackUrl");
        if (!other.isEmpty()) {
            SortedMap<String, String> again = new TreeMap<>(parameters);
            again.putAll(fallbackParameters(WebhookSender.withoutFragment(url)));
            fallback = webhooks.sign(number.account(), method(number, "SmsFallbackMethod"), other, again, retryPolicy(other));
        }
        messages.received(number.account(), sid, address(text, text.from()), address(text, text.to()), text.body(),
                text.mediaUrls());
        return new PreparedText(text.from(), text.to(), text.body(), text.mediaUrls(), text.channel(), primary, fallback);
    }

    private Uni<List<Attempt>> deliver(PreparedText message, int copy) {
        return webhooks.send(message.primary()).chain(responses -> {
            List<Attempt> attempts = new ArrayList<>();
            responses.forEach(response -> attempts.add(Attempt.of(copy, attempts.size() + 1, message.primary().webhook().url(),
                    response)));
            boolean accepted = responses.get(responses.size() - 1).isSuccess();
            if (accepted || message.fallback() == null) {
                return Uni.createFrom().item(attempts);
            }
            return webhooks.send(message.fallback()).map(more -> {
                more.forEach(response -> attempts.add(Attempt.of(copy, attempts.size() + 1, message.fallback().webhook().url(),
                        response)));
                return attempts;
            });
        });
    }

    private static SortedMap<String, String> media(List<String> urls) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("NumMedia", String.valueOf(urls.size()));
        for (int i = 0; i < urls.size(); i++) {
            String type = URLConnection.guessContentTypeFromName(urls.get(i));
            parameters.put("MediaUrl" + i, urls.get(i));
            parameters.put("MediaContentType" + i, type == null ? "application/octet-stream" : type);
        }
        return parameters;
    }

    private static String method(IncomingNumber number, String setting) {
        return number.setting(setting).isEmpty() ? "POST" : number.setting(setting);
    }
}
