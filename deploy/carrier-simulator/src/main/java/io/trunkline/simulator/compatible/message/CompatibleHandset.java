package io.trunkline.simulator.compatible.message;

import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.compatible.message.Webhooks.Prepared;
import io.trunkline.simulator.compatible.number.IncomingNumber;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundResource.Channel;
import io.trunkline.simulator.inbound.InboundResource.InboundText;
import io.trunkline.simulator.web.Problem;

/**
 * A phone that texts one of our numbers: its {@code SmsUrl} is called, and its {@code SmsFallbackUrl} when that fails.
 */
public abstract class CompatibleHandset implements Handset {

    private final IncomingNumbers numbers;
    private final Messages messages;
    private final Webhooks webhooks;
    private final Map<String, Ready> ready = new ConcurrentHashMap<>();

    protected CompatibleHandset(IncomingNumbers numbers, Messages messages, Webhooks webhooks) {
        this.numbers = numbers;
        this.messages = messages;
        this.webhooks = webhooks;
    }

    /** What the carrier tells of a text to a number of this account, beside its media. */
    protected abstract SortedMap<String, String> parameters(String account, InboundText text, String sid);

    /** What the carrier tells the fallback of the URL that failed. */
    protected abstract Map<String, String> failure(String url);

    /** How the carrier calls this URL. */
    protected abstract RetryPolicy policy(String url);

    /** Refuses a text that cannot come this way. */
    protected void check(InboundText text) {
        // all may come
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
    public final boolean reaches(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public final Uni<Delivered> send(InboundText text) {
        check(text);
        String sid = text.messageSid() == null ? messages.newSid(!text.mediaUrls().isEmpty()) : text.messageSid();
        if (!sid.matches(messages.sidForm())) {
            throw Problem.badRequest("messageSid has to match " + messages.sidForm());
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

    /** A sender or recipient as the carrier writes it. */
    protected static String address(InboundText text, String number) {
        return text.channel() == Channel.WHATSAPP ? "whatsapp:" + number : number;
    }

    private Ready prepare(InboundText text, String sid) {
        IncomingNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is on no account of ours"));
        String url = number.setting("SmsUrl");
        if (url.isEmpty()) {
            throw Problem.notFound("SMS_URL_MISSING", "The called number has no SmsUrl");
        }
        SortedMap<String, String> parameters = parameters(number.account(), text, sid);
        parameters.putAll(media(text.mediaUrls()));
        Prepared primary = webhooks.prepare(number.account(), method(number, "SmsMethod"), url, parameters, policy(url));
        Prepared fallback = null;
        String other = number.setting("SmsFallbackUrl");
        if (!other.isEmpty()) {
            SortedMap<String, String> again = new TreeMap<>(parameters);
            again.putAll(failure(Webhooks.withoutFragment(url)));
            fallback = webhooks.prepare(number.account(), method(number, "SmsFallbackMethod"), other, again, policy(other));
        }
        messages.received(number.account(), sid, address(text, text.from()), address(text, text.to()), text.body(),
                text.mediaUrls());
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
