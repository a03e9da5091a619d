package io.trunkline.simulator.twilioapi.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.RetryPolicy;
import io.trunkline.simulator.web.WebhookAttempt;
import io.trunkline.simulator.web.WebhookClient;
import io.trunkline.simulator.web.WebhookClient.Webhook;

/** Signs and sends the webhooks of one carrier. */
final class WebhookSender {

    private final CarrierProfile carrier;
    private final WebhookClient client;

    WebhookSender(CarrierProfile carrier, WebhookClient client) {
        this.carrier = carrier;
        this.client = client;
    }

    /** A signed webhook and its retry policy. A resend has the same bytes. */
    record SignedWebhook(Webhook webhook, RetryPolicy policy) {
    }

    /**
     * Signs a request.
     *
     * @param account owner of the signing key
     * @param url as configured, fragment included
     */
    SignedWebhook sign(String account, String method, String url, SortedMap<String, String> parameters,
            RetryPolicy policy) {
        String key = carrier.accounts().signingKey(account);
        String requestUrl = withoutFragment(url);
        String encoded = encode(parameters);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        byte[] body = {};
        if (method.equals("GET")) {
            requestUrl += (requestUrl.contains("?") ? "&" : "?") + encoded;
            headers.putAll(carrier.webhooks().headers().apply(RequestSignature.sign(key, requestUrl, new TreeMap<>())));
        } else {
            headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
            headers.putAll(carrier.webhooks().headers().apply(RequestSignature.sign(key, requestUrl, parameters)));
            body = encoded.getBytes(StandardCharsets.UTF_8);
        }
        return new SignedWebhook(new Webhook(method, requestUrl, headers, body), policy);
    }

    /** Sends it, with the retries of its policy, and returns every attempt. */
    Uni<List<WebhookAttempt>> send(SignedWebhook signed) {
        return send(signed, new ArrayList<>());
    }

    /** The URL that is requested and signed. */
    static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private Uni<List<WebhookAttempt>> send(SignedWebhook signed, List<WebhookAttempt> attempts) {
        return client.send(signed.webhook(), signed.policy().timeouts()).chain(response -> {
            attempts.add(new WebhookAttempt(signed.webhook().url(), response));
            boolean retry = attempts.size() <= signed.policy().retries() && signed.policy().allowsRetry(response);
            return retry ? send(signed, attempts) : Uni.createFrom().item(attempts);
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
