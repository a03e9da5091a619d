package io.trunkline.simulator.compatible.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.web.WebhookCaller;
import io.trunkline.simulator.web.WebhookCaller.Answer;
import io.trunkline.simulator.web.WebhookCaller.Webhook;

/** Signs and sends Twilio's webhooks. */
@Singleton
class TwilioWebhooks {

    private final WebhookCaller caller;
    private final TwilioConfig config;

    TwilioWebhooks(WebhookCaller caller, TwilioConfig config) {
        this.caller = caller;
        this.config = config;
    }

    /** A webhook ready to be called, and how. Sent twice, it is the same bytes twice. */
    record Prepared(Webhook webhook, ConnectionOverrides overrides) {
    }

    /**
     * Signs a call.
     *
     * @param url as configured, fragment included
     */
    Prepared prepare(String method, String url, SortedMap<String, String> parameters) {
        String called = ConnectionOverrides.withoutFragment(url);
        String encoded = encode(parameters);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "TwilioProxy/1.1");
        headers.put("Accept", "*/*");
        // The same on every retry, so that the receiver can tell a retry from a second event.
        headers.put("I-Twilio-Idempotency-Token", UUID.randomUUID().toString());
        byte[] body = {};
        if (method.equals("GET")) {
            called += (called.contains("?") ? "&" : "?") + encoded;
            headers.put("X-Twilio-Signature", RequestSignature.sign(config.authToken(), called, new TreeMap<>()));
        } else {
            headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
            headers.put("X-Twilio-Signature", RequestSignature.sign(config.authToken(), called, parameters));
            body = encoded.getBytes(StandardCharsets.UTF_8);
        }
        return new Prepared(new Webhook(method, called, headers, body), ConnectionOverrides.of(url));
    }

    /** Calls it, and again as far as its overrides allow; gives every answer. */
    Uni<List<Answer>> send(Prepared prepared) {
        return send(prepared, new ArrayList<>());
    }

    private Uni<List<Answer>> send(Prepared prepared, List<Answer> soFar) {
        return caller.call(prepared.webhook(), prepared.overrides().limits()).chain(answer -> {
            soFar.add(answer);
            boolean again = soFar.size() <= prepared.overrides().retries() && prepared.overrides().retries(answer);
            return again ? send(prepared, soFar) : Uni.createFrom().item(soFar);
        });
    }

    private static String encode(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
