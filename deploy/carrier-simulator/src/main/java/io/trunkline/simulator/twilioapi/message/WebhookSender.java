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
import io.trunkline.simulator.twilioapi.AccountRegistry;
import io.trunkline.simulator.web.WebhookClient;
import io.trunkline.simulator.web.WebhookClient.Webhook;
import io.trunkline.simulator.web.WebhookClient.WebhookResponse;

/** Signs and sends the webhooks of one carrier. */
public abstract class WebhookSender {

    private final WebhookClient client;
    private final AccountRegistry accounts;

    protected WebhookSender(WebhookClient client, AccountRegistry accounts) {
        this.client = client;
        this.accounts = accounts;
    }

    /** A webhook ready to be called, and how. Sent twice, it is the same bytes twice. */
    record SignedWebhook(Webhook webhook, RetryPolicy policy) {
    }

    /** The carrier's own headers of a request with this signature. */
    protected abstract Map<String, String> headers(String signature);

    /**
     * Signs a call.
     *
     * @param account whose key signs it
     * @param url as configured, fragment included
     */
    final SignedWebhook sign(String account, String method, String url, SortedMap<String, String> parameters,
            RetryPolicy policy) {
        String key = accounts.signingKey(account);
        String called = withoutFragment(url);
        String encoded = encode(parameters);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        byte[] body = {};
        if (method.equals("GET")) {
            called += (called.contains("?") ? "&" : "?") + encoded;
            headers.putAll(headers(RequestSignature.sign(key, called, new TreeMap<>())));
        } else {
            headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
            headers.putAll(headers(RequestSignature.sign(key, called, parameters)));
            body = encoded.getBytes(StandardCharsets.UTF_8);
        }
        return new SignedWebhook(new Webhook(method, called, headers, body), policy);
    }

    /** Calls it, and again as far as its policy allows; gives every answer. */
    final Uni<List<WebhookResponse>> send(SignedWebhook signed) {
        return send(signed, new ArrayList<>());
    }

    /** The URL as it is called and signed. */
    static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private Uni<List<WebhookResponse>> send(SignedWebhook signed, List<WebhookResponse> responses) {
        return client.send(signed.webhook(), signed.policy().timeouts()).chain(response -> {
            responses.add(response);
            boolean again = responses.size() <= signed.policy().retries() && signed.policy().retries(response);
            return again ? send(signed, responses) : Uni.createFrom().item(responses);
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
