package io.trunkline.simulator.twilioapi.message;

import java.net.URLConnection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inbound.InboundText;
import io.trunkline.simulator.inbound.TextDelivery;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.CarrierProfile.Inbound;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.message.WebhookSender.SignedWebhook;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.Problem;
import io.trunkline.simulator.web.WebhookAttempt;

/**
 * Sends texts from a phone to the numbers of one carrier: to their {@code SmsUrl}, and to their {@code SmsFallbackUrl} if that
 * fails.
 */
final class TwilioApiHandset implements Handset {

    private final CarrierProfile carrier;
    private final IncomingNumberStore numbers;
    private final MessageStore messages;
    private final WebhookSender webhooks;
    private final OptOutRegistry optOuts;
    private final TextDelivery<SignedWebhooks> delivery;

    TwilioApiHandset(CarrierProfile carrier, IncomingNumberStore numbers, MessageStore messages, WebhookSender webhooks,
            OptOutRegistry optOuts) {
        this.carrier = carrier;
        this.numbers = numbers;
        this.messages = messages;
        this.webhooks = webhooks;
        this.optOuts = optOuts;
        this.delivery = new TextDelivery<>(carrier.name(), this::sign, this::send);
    }

    /** The webhooks of a text; the fallback is null if the number has none. */
    private record SignedWebhooks(SignedWebhook primary, SignedWebhook fallback) {
    }

    @Override
    public String carrier() {
        return carrier.name();
    }

    @Override
    public boolean owns(String number) {
        return numbers.byNumber(number).isPresent();
    }

    @Override
    public Uni<InboundResult> send(InboundText text) {
        carrier.webhooks().checkInbound().accept(text);
        String sid = text.messageSid() == null ? messages.newSid(!text.mediaUrls().isEmpty()) : text.messageSid();
        if (!sid.matches(carrier.messages().sidPattern())) {
            throw Problem.badRequest("messageSid has to match " + carrier.messages().sidPattern());
        }
        return delivery.deliver(text, sid);
    }

    private SignedWebhooks sign(InboundText text, String sid) {
        IncomingNumber number = numbers.byNumber(text.to())
                .orElseThrow(() -> Problem.notFound("NUMBER_NOT_OWNED", "The called number is not on an account"));
        String url = number.setting("SmsUrl");
        if (url.isEmpty()) {
            throw Problem.notFound("SMS_URL_MISSING", "The called number has no SmsUrl");
        }
        Inbound inbound = new Inbound(number.account(), sid, text,
                optOuts.recordKeyword(text.from(), text.to(), text.body()));
        SortedMap<String, String> parameters = carrier.webhooks().inboundParameters().apply(inbound);
        parameters.putAll(media(text.mediaUrls()));
        SignedWebhook primary = webhooks.sign(number.account(), method(number, "SmsMethod"), url, parameters,
                carrier.webhooks().inboundRetry().apply(url));
        SignedWebhook fallback = null;
        String fallbackUrl = number.setting("SmsFallbackUrl");
        if (!fallbackUrl.isEmpty()) {
            SortedMap<String, String> fallbackParameters = new TreeMap<>(parameters);
            fallbackParameters.putAll(carrier.webhooks().fallbackParameters().apply(WebhookSender.withoutFragment(url)));
            fallback = webhooks.sign(number.account(), method(number, "SmsFallbackMethod"), fallbackUrl, fallbackParameters,
                    carrier.webhooks().inboundRetry().apply(fallbackUrl));
        }
        messages.received(number.account(), sid, inbound.from(), inbound.to(), text.body(), text.mediaUrls());
        return new SignedWebhooks(primary, fallback);
    }

    private Uni<List<WebhookAttempt>> send(SignedWebhooks signed) {
        return webhooks.send(signed.primary()).chain(attempts -> {
            boolean accepted = attempts.get(attempts.size() - 1).response().isSuccess();
            if (accepted || signed.fallback() == null) {
                return Uni.createFrom().item(attempts);
            }
            return webhooks.send(signed.fallback())
                    .map(more -> Stream.concat(attempts.stream(), more.stream()).toList());
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
