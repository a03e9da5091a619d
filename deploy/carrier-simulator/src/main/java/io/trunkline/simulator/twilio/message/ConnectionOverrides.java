package io.trunkline.simulator.twilio.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.trunkline.simulator.web.WebhookCaller.Answer;
import io.trunkline.simulator.web.WebhookCaller.Limits;

/**
 * How a webhook is called, from the fragment of its URL such as {@code #rc=2&rp=5xx,ct}. Without one: 5 s to connect, 15 s
 * altogether, and one more try when the connection failed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 *
 * @param retries how many more tries, 0 to 5
 * @param policy on what: {@code 4xx}, {@code 5xx}, {@code ct}, {@code rt}, {@code all}
 */
record ConnectionOverrides(Limits limits, int retries, Set<String> policy) {

    static ConnectionOverrides of(String url) {
        Map<String, String> given = fragment(url);
        Limits limits = new Limits(Duration.ofMillis(number(given, "ct", 100, 10_000, 5_000)),
                Duration.ofMillis(number(given, "rt", 100, 15_000, 15_000)),
                Duration.ofMillis(number(given, "tt", 100, 15_000, 15_000)));
        return new ConnectionOverrides(limits, number(given, "rc", 0, 5, 1),
                Set.of(given.getOrDefault("rp", "ct").split(",")));
    }

    /** The URL as it is called and signed. */
    static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    boolean retries(Answer answer) {
        if (policy.contains("all") && !answer.isSuccess()) {
            return true;
        }
        return switch (answer.outcome()) {
            case ANSWERED -> policy.contains(answer.status() / 100 + "xx");
            case NOT_CONNECTED -> policy.contains("ct");
            case TIMED_OUT -> policy.contains("rt");
            case BROKEN_OFF -> false;
        };
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
