package io.trunkline.simulator.twilio;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.trunkline.simulator.twilioapi.RetryPolicy;
import io.trunkline.simulator.web.WebhookClient.Timeouts;

/**
 * Timeouts and retries of a webhook, from the fragment of its URL such as {@code #rc=2&rp=5xx,ct}. Defaults: 5 s to connect, 15
 * s in total, one retry if the connection failed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
final class ConnectionOverrides {

    private ConnectionOverrides() {
    }

    static RetryPolicy of(String url) {
        Map<String, String> overrides = fragment(url);
        Timeouts timeouts = new Timeouts(Duration.ofMillis(number(overrides, "ct", 100, 10_000, 5_000)),
                Duration.ofMillis(number(overrides, "rt", 100, 15_000, 15_000)),
                Duration.ofMillis(number(overrides, "tt", 100, 15_000, 15_000)));
        return new RetryPolicy(timeouts, number(overrides, "rc", 0, 5, 1),
                Set.of(overrides.getOrDefault("rp", "ct").split(",")));
    }

    private static Map<String, String> fragment(String url) {
        int fragment = url.indexOf('#');
        if (fragment < 0) {
            return Map.of();
        }
        return Arrays.stream(url.substring(fragment + 1).split("&")).filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(pair -> pair.substring(0, pair.indexOf('=')),
                        pair -> pair.substring(pair.indexOf('=') + 1), (first, second) -> second));
    }

    private static int number(Map<String, String> overrides, String name, int min, int max, int defaultValue) {
        String text = overrides.get(name);
        return text == null || !text.matches("[0-9]{1,6}") ? defaultValue
                : Math.max(min, Math.min(max, Integer.parseInt(text)));
    }
}
