package io.trunkline.simulator.twilio.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.trunkline.simulator.compatible.message.RetryPolicy;
import io.trunkline.simulator.web.WebhookCaller.Limits;

/**
 * How a webhook is called, from the fragment of its URL such as {@code #rc=2&rp=5xx,ct}. Without one: 5 s to connect, 15 s
 * altogether, and one more try when the connection failed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
final class ConnectionOverrides {

    private ConnectionOverrides() {
    }

    static RetryPolicy of(String url) {
        Map<String, String> given = fragment(url);
        Limits limits = new Limits(Duration.ofMillis(number(given, "ct", 100, 10_000, 5_000)),
                Duration.ofMillis(number(given, "rt", 100, 15_000, 15_000)),
                Duration.ofMillis(number(given, "tt", 100, 15_000, 15_000)));
        return new RetryPolicy(limits, number(given, "rc", 0, 5, 1),
                Set.of(given.getOrDefault("rp", "ct").split(",")));
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

    private static int number(Map<String, String> given, String name, int least, int most, int otherwise) {
        String text = given.get(name);
        return text == null || !text.matches("[0-9]{1,6}") ? otherwise
                : Math.max(least, Math.min(most, Integer.parseInt(text)));
    }
}
